package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.Storage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One level of the key space. Contract section 3. */
public interface DirectoryContract extends StoreContract {

    @Test
    default void oneLevelIsListedInTheOrderOfItsNames() throws Exception {
        try (BackendFixture fixture = open()) {
            List<String> keys = new ArrayList<>(List.of("x/a-b", "x/a.c", "x/a/1", "x/a/2/3", "x/a0", "x/z/y", "y/q"));
            List<String> expected = new ArrayList<>(List.of("leaf a-b", "leaf a.c", "dir a", "leaf a0", "dir z"));
            if (!fixture.hasKeyConflicts()) {
                keys.add("x/a");
                expected.add(0, "leaf a");
            }
            for (String key : keys) {
                fixture.seeds().write(key, Contents.of(1, 5));
            }
            assertThat(entries(fixture.storage(), "x")).isEqualTo(expected);
            assertThat(entries(fixture.storage(), "x/")).isEqualTo(expected);
            assertThat(entries(fixture.storage(), "")).containsExactly("dir x", "dir y");
            assertThat(entries(fixture.storage(), "x/a/2")).containsExactly("leaf 3");
        }
    }

    @Test
    default void aLeafTellsItsObject() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("db/a", Contents.of(1, 5));
            List<DirectoryEntry> entries = Contents.all(fixture.storage().listEntries("db"));
            DirectoryEntry.Leaf leaf = (DirectoryEntry.Leaf) entries.get(0);
            assertThat(leaf.info().key().value()).isEqualTo("db/a");
            assertThat(leaf.info().sizeBytes()).isEqualTo(5);
            assertThat(leaf.info().version())
                    .isEqualTo(
                            fixture.storage().stat("db/a").orElseThrow().info().version());
        }
    }

    @Test
    default void directoriesAtTheRootLeaveOutTheReservedNames() throws Exception {
        try (BackendFixture fixture = open()) {
            for (String key : List.of("db/a", "_schema/a", ".hidden/a", "leaf", "db2/x/y", "Db/a", "é/a", "a b/c")) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            Storage storage = fixture.storage();
            assertThat(Contents.all(storage.listDirectories(""))).containsExactly("Db", "a b", "db", "db2", "é");
            assertThat(entries(storage, "")).contains("dir .hidden", "dir _schema", "leaf leaf");
        }
    }

    @Test
    default void belowTheRootEveryNameIsShown() throws Exception {
        try (BackendFixture fixture = open()) {
            for (String key : List.of("db/_x/a", "db/.y/a", "db/cpu/a", "db/cpu2/a", "db/cpu-x/a", "db/leaf")) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            assertThat(Contents.all(fixture.storage().listDirectories("db")))
                    .containsExactly(".y", "_x", "cpu-x", "cpu", "cpu2");
        }
    }

    @Test
    default void whatHoldsNothingHasNoEntries() throws Exception {
        try (BackendFixture fixture = open()) {
            assertThat(entries(fixture.storage(), "")).isEmpty();
            fixture.seeds().write("db/a", Contents.of(1, 1));
            assertThat(entries(fixture.storage(), "absent")).isEmpty();
            assertThat(entries(fixture.storage(), "db/absent/x")).isEmpty();
            assertThat(Contents.all(fixture.storage().listDirectories("absent")))
                    .isEmpty();
            assertThat(Contents.all(fixture.storage().listDirectories("db"))).isEmpty();
        }
    }

    @Test
    default void manyEntriesOfOneLevelAreListedOnceEach() throws Exception {
        try (BackendFixture fixture = open()) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String name = String.format("%03d", i);
                fixture.seeds().write(i % 2 == 0 ? "db/" + name : "db/" + name + "/x", new byte[0]);
                expected.add((i % 2 == 0 ? "leaf " : "dir ") + name);
            }
            assertThat(entries(fixture.storage(), "db")).isEqualTo(expected);
        }
    }

    private static List<String> entries(Storage storage, String prefix) throws Exception {
        return Contents.all(storage.listEntries(prefix)).stream()
                .map(entry -> (entry instanceof DirectoryEntry.Leaf ? "leaf " : "dir ") + entry.name())
                .toList();
    }
}
