package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ByteRange;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One seed's operations: the readers here, what changes the store in {@link ModelChanges}. */
final class ModelRun {

    private static final List<String> SIDE_BY_SIDE = List.of(
            "a-b",
            "a.b",
            "a/b",
            "a/c/d",
            "a/c/e",
            "a0",
            "db/cpu/x",
            "db/cpu2/x",
            "db/cpu-1/x",
            "é/1",
            "é/2",
            "\uE000",
            "\uFFFD/x",
            "\uD83D\uDE00/y",
            "_meta/x",
            ".hidden/x",
            "a b+c",
            "%2F/%00");
    private static final List<String> EXCLUDING = List.of("a", "db/cpu", "a/c", "db/cpu/x/y");
    private static final List<String> PREFIXES =
            List.of("", "a", "a/c", "db", "db/cpu", "db/cpu2/", "é", "\uFFFD", "absent", "db/cpu/x");

    private final BackendFixture fixture;
    private final SeededRandom random;
    private final Model model = new Model();
    private final List<String> keys;
    private final List<String> trace = new ArrayList<>();
    private final ModelChanges changes;
    private Storage storage;

    ModelRun(BackendFixture fixture, long seed) {
        this.fixture = fixture;
        this.random = new SeededRandom(seed);
        this.storage = fixture.storage();
        this.keys = new ArrayList<>(SIDE_BY_SIDE);
        if (!fixture.hasKeyConflicts()) {
            keys.addAll(EXCLUDING);
        }
        this.changes = new ModelChanges(model, random, trace);
    }

    String trace() {
        return String.join("\n", trace);
    }

    void step() throws Exception {
        int dice = random.nextInt(100);
        if (dice < 55) {
            changes.step(storage, key(), key());
        } else if (dice < 68) {
            read(key());
        } else if (dice < 75) {
            stat(key());
        } else if (dice < 86) {
            list(prefix(), random.nextBoolean() ? Optional.of(key()) : Optional.empty());
        } else if (dice < 94) {
            entries(KeyPrefix.of(prefix()));
        } else if (dice < 98) {
            removeDirectory(prefix());
        } else {
            reopen();
        }
    }

    void checkAll() throws Exception {
        list("", Optional.empty());
        for (String key : keys) {
            stat(key);
            read(key);
        }
        // One that holds nothing yet may be told of or not.
        assertThat(Contents.all(storage.listTransfers()))
                .filteredOn(transfer -> transfer.heldBytes() > 0)
                .extracting(transfer -> transfer.key().value())
                .containsExactlyInAnyOrderElementsOf(model.transfers().keySet());
    }

    private void read(String key) throws Exception {
        Optional<byte[]> held = model.get(key).map(Model.Held::content);
        int offset = random.nextInt(3) == 0 ? 0 : random.nextInt(400);
        int length = 1 + random.nextInt(400);
        trace.add("read " + key + " " + offset + "+" + length);
        Optional<byte[]> bytes;
        try {
            bytes = Optional.of(storage.read(key, ByteRange.of(offset, length)));
        } catch (NotFoundException e) {
            assertThat(held).isEmpty();
            return;
        } catch (InvalidRangeException e) {
            assertThat(offset).isPositive().isGreaterThanOrEqualTo(held.orElseThrow().length);
            return;
        }
        byte[] whole = held.orElseThrow();
        assertThat(bytes.get()).isEqualTo(Arrays.copyOfRange(whole, offset, Math.min(whole.length, offset + length)));
    }

    private void stat(String key) throws StorageException {
        trace.add("stat " + key);
        Optional<ObjectInfo> info = storage.stat(key).map(stat -> stat.info());
        Optional<Model.Held> held = model.get(key);
        assertThat(info.map(ObjectInfo::sizeBytes)).isEqualTo(held.map(each -> (long) each.content().length));
        assertThat(info.flatMap(ObjectInfo::version)).isEqualTo(held.flatMap(Model.Held::version));
    }

    private void list(String prefix, Optional<String> after) throws Exception {
        trace.add("list " + prefix + " after " + after);
        ListRequest all = ListRequest.of(KeyPrefix.of(prefix));
        ListRequest request = after.isPresent() ? all.after(ObjectKey.of(after.get())) : all;
        List<String> expected = model.list(all.prefix().value(), after);
        assertThat(Contents.texts(storage.list(request))).isEqualTo(expected);
        List<ObjectInfo> infos = Contents.all(storage.listObjects(request));
        assertThat(infos).extracting(info -> info.key().value()).isEqualTo(expected);
        for (ObjectInfo info : infos) {
            Model.Held held = model.get(info.key().value()).orElseThrow();
            assertThat(info.sizeBytes()).isEqualTo(held.content().length);
            assertThat(info.version()).isEqualTo(held.version());
        }
    }

    /** A store with real directories may show some that hold nothing. */
    private void entries(KeyPrefix prefix) throws Exception {
        trace.add("entries " + prefix);
        List<String> shown = new ArrayList<>();
        for (DirectoryEntry entry : Contents.all(storage.listEntries(prefix.value()))) {
            boolean directory = entry instanceof DirectoryEntry.Directory;
            boolean hollow = directory
                    && model.list(prefix.directory() + entry.name(), Optional.empty())
                            .isEmpty();
            if (!hollow) {
                shown.add(directory ? entry.name() + "/" : entry.name());
            } else {
                assertThat(fixture.hasKeyConflicts()).as("directory %s", entry).isTrue();
            }
        }
        assertThat(shown).isEqualTo(model.names(prefix));
        assertThat(Contents.all(storage.listDirectories(prefix.value())))
                .containsAll(model.names(prefix).stream()
                        .filter(name -> name.endsWith("/"))
                        .map(name -> name.substring(0, name.length() - 1))
                        .filter(name -> !prefix.isRoot() || !(name.startsWith(".") || name.startsWith("_")))
                        .toList());
    }

    private void removeDirectory(String prefix) throws StorageException {
        trace.add("remove directory " + prefix);
        String value = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        boolean empty = model.list(value, Optional.empty()).isEmpty();
        assertThat(storage.removeDirectory(prefix)).isEqualTo(empty);
    }

    private void reopen() throws StorageException {
        trace.add("reopen");
        storage = fixture.storage(fixture.reopen());
        if (!fixture.outlivesReopen()) {
            model.clear();
        }
    }

    private String key() {
        return keys.get(random.nextInt(keys.size()));
    }

    private String prefix() {
        return PREFIXES.get(random.nextInt(PREFIXES.size()));
    }
}
