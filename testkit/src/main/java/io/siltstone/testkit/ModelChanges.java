package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The operations of a {@link ModelRun} that change the store. */
final class ModelChanges {

    private static final int MAX_BYTES = 300;

    private final Model model;
    private final SeededRandom random;
    private final List<String> trace;

    ModelChanges(Model model, SeededRandom random, List<String> trace) {
        this.model = model;
        this.random = random;
        this.trace = trace;
    }

    void step(Storage storage, String key, String other) throws Exception {
        byte[] content = random.bytes(random.nextInt(MAX_BYTES));
        int dice = random.nextInt(100);
        if (dice < 30) {
            write(storage, key, content);
        } else if (dice < 40) {
            createOnly(storage, key, content);
        } else if (dice < 50) {
            replaceVersion(storage, key, content);
        } else if (dice < 55) {
            writeShort(storage, key, content);
        } else if (dice < 60) {
            abandonWriter(storage, key, content);
        } else if (dice < 70) {
            delete(storage, key);
        } else if (dice < 75) {
            deleteBatch(storage, List.of(key, other, key));
        } else if (dice < 85) {
            copy(storage, key, other);
        } else {
            transfer(storage, key, content);
        }
    }

    private void write(Storage storage, String key, byte[] content) throws IOException {
        int form = random.nextInt(4);
        trace.add("write " + key + " " + content.length + " bytes, form " + form);
        ObjectInfo info;
        if (form == 0) {
            info = storage.write(key, content);
        } else if (form == 1) {
            Source source = Source.once(content.length, new ByteArrayInputStream(content));
            info = storage.write(key, source, WriteOptions.DEFAULT);
        } else if (form == 2) {
            info = storage.write(key, Source.once(new ByteArrayInputStream(content)), WriteOptions.DEFAULT);
        } else {
            try (ObjectWriter writer = storage.openWriter(key, OptionalLong.of(content.length), WriteOptions.DEFAULT)) {
                writer.write(content);
                info = writer.commit();
            }
        }
        published(key, content, info);
    }

    private void createOnly(Storage storage, String key, byte[] content) throws IOException {
        if (!storage.capabilities().supports(Capability.CREATE_ONLY)) {
            return;
        }
        trace.add("create " + key + " " + content.length + " bytes");
        try {
            ObjectInfo info = storage.write(key, Source.bytes(content), WriteOptions.CREATE_ONLY);
            assertThat(model.get(key)).isEmpty();
            published(key, content, info);
        } catch (AlreadyExistsException e) {
            assertThat(model.get(key)).isPresent();
        }
    }

    private void replaceVersion(Storage storage, String key, byte[] content) throws IOException {
        Optional<String> version = model.get(key).flatMap(Model.Held::version);
        if (!storage.capabilities().supports(Capability.REPLACE_VERSION) || version.isEmpty()) {
            return;
        }
        trace.add("replace " + key + " " + content.length + " bytes");
        WriteMode mode = WriteMode.replaceVersion(version.get());
        published(key, content, storage.write(key, Source.bytes(content), WriteOptions.DEFAULT.withMode(mode)));
        trace.add("replace the version before of " + key);
        assertThatThrownBy(() -> storage.write(key, Source.bytes(content), WriteOptions.DEFAULT.withMode(mode)))
                .isInstanceOf(PreconditionFailedException.class);
    }

    private void writeShort(Storage storage, String key, byte[] content) {
        trace.add("write too little to " + key);
        Source source = Source.once(content.length + 1L, new ByteArrayInputStream(content));
        assertThatThrownBy(() -> storage.write(key, source, WriteOptions.DEFAULT))
                .isInstanceOf(IntegrityException.class);
    }

    private void abandonWriter(Storage storage, String key, byte[] content) throws IOException {
        trace.add("abandon a writer of " + key);
        try (ObjectWriter writer = storage.openWriter(key, OptionalLong.empty(), WriteOptions.DEFAULT)) {
            writer.write(content);
        }
    }

    private void delete(Storage storage, String key) throws IOException {
        trace.add("delete " + key);
        Optional<String> version = model.get(key).flatMap(Model.Held::version);
        boolean pinned = random.nextBoolean() && storage.capabilities().supports(Capability.DELETE_VERSION);
        storage.delete(key, pinned ? version : Optional.empty());
        model.remove(key);
    }

    private void deleteBatch(Storage storage, List<String> keys) throws IOException {
        trace.add("delete batch " + keys);
        assertThat(storage.deleteBatch(keys))
                .allMatch(DeleteResult::isDeleted)
                .extracting(DeleteResult::key)
                .isEqualTo(keys);
        keys.forEach(model::remove);
    }

    private void copy(Storage storage, String from, String to) throws IOException {
        trace.add("copy " + from + " to " + to);
        Optional<Model.Held> source = model.get(from);
        if (source.isEmpty()) {
            assertThatThrownBy(() -> storage.copy(from, to, CopyOptions.DEFAULT))
                    .isInstanceOf(NotFoundException.class);
        } else {
            published(to, source.get().content(), storage.copy(from, to, CopyOptions.DEFAULT));
        }
    }

    /** Goes on with the transfer to the key, or begins one; it is appended to, and committed when it is whole. */
    private void transfer(Storage storage, String key, byte[] content) throws IOException {
        if (!storage.capabilities().supports(Capability.RESUMABLE_WRITE)) {
            return;
        }
        Model.Staged staged = model.transfers().getOrDefault(key, new Model.Staged(content, 0));
        SourceFingerprint source = new SourceFingerprint(
                staged.content().length, Sha256.of(staged.content()).hex());
        int end = staged.position() + random.nextInt(staged.content().length - staged.position() + 1);
        trace.add("transfer to " + key + " from " + staged.position() + " to " + end + " of " + source.sizeBytes());
        try (Transfer transfer = storage.openTransfer(key, source, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(staged.position());
            transfer.append(
                    staged.position(), Source.bytes(Arrays.copyOfRange(staged.content(), staged.position(), end)));
            assertThat(transfer.position()).isEqualTo(end);
            if (end > 0) {
                model.transfers().put(key, new Model.Staged(staged.content(), end));
            }
            if (end == source.sizeBytes()) {
                ObjectInfo info = transfer.commit(end, Sha256.of(staged.content()));
                model.transfers().remove(key);
                published(key, staged.content(), info);
            } else if (random.nextInt(5) == 0) {
                transfer.abort();
                model.transfers().remove(key);
            }
        }
    }

    private void published(String key, byte[] content, ObjectInfo info) {
        assertThat(info.key().value()).isEqualTo(key);
        assertThat(info.sizeBytes()).isEqualTo(content.length);
        model.put(key, content, info.version());
    }
}
