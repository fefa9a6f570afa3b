package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.StorageException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Keys: bad ones reach no store, good ones come back byte for byte. Contract section 1. */
public interface KeyContract extends StoreContract {

    @Test
    default void everyMethodRefusesBadKeysBeforeTheStoreIsAsked() throws Exception {
        try (BackendFixture fixture = open()) {
            FaultBackend counting = new FaultBackend(fixture.backend());
            Storage storage = Storage.of(counting);
            int tried = 0;
            List<String> wrong = new ArrayList<>();
            for (KeyCase each : KeyCorpus.all()) {
                for (KeyCall call : KeyCall.ofStorage()) {
                    if (call.refuses(each)) {
                        tried++;
                        if (!(call.failure(storage, each.text()) instanceof InvalidKeyException)
                                || counting.calls() > 0) {
                            wrong.add(each.category() + " " + call + " " + each.text());
                        }
                    }
                }
            }
            report("bad keys", fixture, tried, wrong);
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    default void everyGoodKeyComesBackByteForByte() throws Exception {
        try (BackendFixture fixture = open()) {
            assumeWritable(fixture);
            int limit = fixture.backend().capabilities().limits().maxKeyBytes();
            int tried = 0;
            List<String> wrong = new ArrayList<>();
            for (KeyCase each : KeyCorpus.all()) {
                if (each.verdict() == KeyCase.Verdict.LEGAL || each.verdict() == KeyCase.Verdict.RAW_ONLY) {
                    tried++;
                    boolean fits = each.text().getBytes(StandardCharsets.UTF_8).length <= limit;
                    try {
                        if (!(fits ? comesBack(fixture, each) : isTooLong(fixture, each))) {
                            wrong.add(each.category() + " " + each.text());
                        }
                    } catch (StorageException e) {
                        wrong.add(each.category() + " " + e.getMessage());
                    }
                }
            }
            report("good keys", fixture, tried, wrong);
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    default void goodKeysStandSideBySideInUtf8Order() throws Exception {
        try (BackendFixture fixture = open()) {
            assumeWritable(fixture);
            Storage storage = fixture.storage();
            List<String> keys = compatible(fixture.backend());
            for (String key : keys) {
                storage.write(key, key.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(Contents.texts(storage.list(""))).isEqualTo(sorted(keys));
            for (String key : keys) {
                assertThat(storage.read(key)).isEqualTo(key.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    default void generatedKeysAreTheSameThroughEveryOperation() throws Exception {
        try (BackendFixture fixture = open()) {
            assumeWritable(fixture);
            Storage storage = fixture.storage();
            int limit = fixture.backend().capabilities().limits().maxKeyBytes();
            List<String> keys = sorted(GeneratedKeys.of(1, limit));
            for (String key : keys) {
                try (ObjectWriter writer = storage.openWriter(key, OptionalLong.empty(), WriteOptions.DEFAULT)) {
                    writer.write(key.getBytes(StandardCharsets.UTF_8));
                    assertThat(writer.commit().key().value()).isEqualTo(key);
                }
            }
            assertThat(Contents.texts(storage.list(""))).isEqualTo(keys);
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                assertThat(storage.stat(key).orElseThrow().info().key().value()).isEqualTo(key);
                assertThat(storage.read(key)).asString(StandardCharsets.UTF_8).isEqualTo(key);
                ListRequest after = new ListRequest(KeyPrefix.ROOT, Optional.of(Contents.key(key)));
                try (Listing<ObjectKey> rest = fixture.backend().list(after)) {
                    assertThat(rest.hasNext() ? rest.next().value() : "")
                            .isEqualTo(i + 1 < keys.size() ? keys.get(i + 1) : "");
                }
                ObjectKey typed = Contents.key(key);
                assertThat(Contents.all(storage.listEntries(typed.parent().value())))
                        .extracting(DirectoryEntry::name)
                        .contains(typed.name());
                storage.copy(key, "copy", CopyOptions.DEFAULT);
                storage.deleteBatch(List.of(key));
                assertThat(storage.exists(key)).isFalse();
                storage.copy("copy", key, CopyOptions.DEFAULT);
                storage.delete("copy");
                assertThat(storage.read(key)).asString(StandardCharsets.UTF_8).isEqualTo(key);
            }
            assertThat(storage.deleteBatch(keys)).extracting(DeleteResult::key).isEqualTo(keys);
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void aBadKeyInABatchFailsAlone() throws Exception {
        try (BackendFixture fixture = open()) {
            assumeWritable(fixture);
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 3));
            storage.write("db/b", Contents.of(2, 3));

            List<DeleteResult> results = storage.deleteBatch(List.of("db/a", "../a", "", "db/b"));

            assertThat(results).extracting(DeleteResult::key).containsExactly("db/a", "../a", "", "db/b");
            assertThat(results).extracting(DeleteResult::isDeleted).containsExactly(true, false, false, true);
            assertThat(results.get(1).error().orElseThrow()).isInstanceOf(InvalidKeyException.class);
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void anObjectAndADirectoryOfOneNameExcludeEachOtherOrStandSideBySide() throws Exception {
        try (BackendFixture fixture = open()) {
            assumeWritable(fixture);
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 3));
            storage.write("db/x/y", Contents.of(2, 3));
            if (fixture.hasKeyConflicts()) {
                assertThatThrownBy(() -> storage.write("db/a/b", Contents.of(3, 3)))
                        .isInstanceOf(KeyConflictException.class);
                assertThatThrownBy(() -> storage.write("db/x", Contents.of(4, 3)))
                        .isInstanceOf(KeyConflictException.class);
                assertThat(Contents.texts(storage.list(""))).containsExactly("db/a", "db/x/y");
            } else {
                storage.write("db/a/b", Contents.of(3, 3));
                storage.write("db/x", Contents.of(4, 3));
                assertThat(Contents.texts(storage.list(""))).containsExactly("db/a", "db/a/b", "db/x", "db/x/y");
                storage.delete("db/a");
                assertThat(storage.read("db/a/b")).isEqualTo(Contents.of(3, 3));
            }
            assertThat(storage.read("db/x/y")).isEqualTo(Contents.of(2, 3));
        }
    }

    private static boolean comesBack(BackendFixture fixture, KeyCase each) throws StorageException {
        Storage storage = fixture.storage();
        String key = each.text();
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        storage.write(key, content);
        KeyPrefix parent = ObjectKey.of(key).parent();
        boolean right = Arrays.equals(storage.read(key), content)
                && storage.stat(key).orElseThrow().info().key().value().equals(key)
                && Contents.texts(storage.list("")).equals(List.of(key))
                && Contents.texts(storage.list(parent.value())).equals(List.of(key));
        storage.delete(key);
        boolean gone = !storage.exists(key) && Contents.texts(storage.list("")).isEmpty();
        Optional<KeyPrefix> directory = Optional.of(parent);
        for (; directory.isPresent(); directory = directory.get().parent()) {
            storage.removeDirectory(directory.get().value());
        }
        return right && gone;
    }

    private static boolean isTooLong(BackendFixture fixture, KeyCase each) {
        try {
            fixture.storage().write(each.text(), new byte[0]);
            return false;
        } catch (StorageException e) {
            return e instanceof InvalidKeyException;
        }
    }

    /** Keys of the corpus, none of which is a directory of another. */
    private static List<String> compatible(Backend backend) {
        List<String> chosen = new ArrayList<>();
        for (KeyCase each : KeyCorpus.all()) {
            String key = each.text();
            boolean legal = each.verdict() == KeyCase.Verdict.LEGAL || each.verdict() == KeyCase.Verdict.RAW_ONLY;
            boolean fits = key.getBytes(StandardCharsets.UTF_8).length
                    <= backend.capabilities().limits().maxKeyBytes();
            boolean apart = chosen.stream()
                    .noneMatch(
                            other -> other.equals(key) || other.startsWith(key + "/") || key.startsWith(other + "/"));
            if (legal && fits && apart) {
                chosen.add(key);
            }
        }
        return chosen;
    }

    /** In the order of UTF-8 bytes, by encoding them. */
    private static List<String> sorted(List<String> keys) {
        return keys.stream()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static void assumeWritable(BackendFixture fixture) {
        StoreContract.assume(fixture.backend(), Capability.WRITE);
    }

    private static void report(String what, BackendFixture fixture, int tried, List<String> wrong) {
        System.getLogger(KeyContract.class.getName())
                .log(
                        Logger.Level.INFO,
                        "{0} at {1}: inputs tried {2}, right answers {3}",
                        what,
                        fixture.backend().location().root(),
                        Integer.toString(tried),
                        Integer.toString(tried - wrong.size()));
    }
}
