package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Storage;
import org.junit.jupiter.api.Test;

/** Removing directories: only what is empty, never an object, never the root. */
public interface DirectoryRemoveContract extends StoreContract {

    @Test
    default void onlyAnEmptyDirectoryGoes() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/cpu/a", Contents.of(1, 10));
            assertThat(storage.removeDirectory("db/cpu")).isFalse();
            assertThat(storage.removeDirectory("db")).isFalse();
            assertThat(storage.read("db/cpu/a")).isEqualTo(Contents.of(1, 10));

            storage.delete("db/cpu/a");
            assertThat(storage.removeDirectory("db/cpu")).isTrue();
            assertThat(storage.removeDirectory("db/cpu")).isTrue();
            assertThat(storage.removeDirectory("db/")).isTrue();
            assertThat(Contents.all(storage.listEntries(""))).isEmpty();
        }
    }

    @Test
    default void anAbsentDirectoryIsGoneAlready() throws Exception {
        try (BackendFixture fixture = open()) {
            assertThat(fixture.storage().removeDirectory("absent/x")).isTrue();
        }
    }

    @Test
    default void anObjectIsNeverRemoved() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 10));
            assertThat(storage.removeDirectory("db/a")).isTrue();
            assertThat(storage.read("db/a")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void theRootStays() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            assertThat(storage.removeDirectory("")).isTrue();
            storage.write("a", Contents.of(1, 10));
            assertThat(storage.removeDirectory("")).isFalse();
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void writersAndRemoversDoNotDisturbEachOther() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            Threads.race(4, thread -> {
                for (int i = 0; i < 40; i++) {
                    if (thread < 2) {
                        storage.write("db/x/" + thread, Contents.of(i, 10));
                        assertThat(storage.read("db/x/" + thread)).isEqualTo(Contents.of(i, 10));
                        storage.delete("db/x/" + thread);
                    } else {
                        storage.removeDirectory("db/x");
                        storage.removeDirectory("db");
                    }
                }
                return thread;
            });
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void percentSignsAreLettersInRemovedDirectories() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.storage().write("100%/a", Contents.of(1, 1));
            assertThat(fixture.storage().removeDirectory("100%")).isFalse();
            assertThat(fixture.storage().removeDirectory("100%25")).isTrue();
        }
    }
}
