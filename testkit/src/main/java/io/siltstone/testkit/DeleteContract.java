package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Storage;
import io.siltstone.core.error.PreconditionFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deletes: repeatable, and one answer for each key. Contract section 2. */
public interface DeleteContract extends StoreContract {

    @Test
    default void aDeletedObjectIsGoneAndAnAbsentOneMayBeDeleted() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 10));
            storage.write("db/b", Contents.of(2, 10));
            storage.delete("db/a");
            storage.delete("db/a");
            storage.delete("absent");
            storage.delete("absent/x/y");
            assertThat(storage.exists("db/a")).isFalse();
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/b");
        }
    }

    @Test
    default void aDirectoryIsNoObjectToDelete() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/cpu/a", Contents.of(1, 10));
            storage.delete("db");
            storage.delete("db/cpu");
            storage.delete("db/cpu/a/b");
            assertThat(storage.deleteBatch(List.of("db", "db/cpu"))).allMatch(DeleteResult::isDeleted);
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/cpu/a");
        }
    }

    @Test
    default void oneVersionIsDeletedAlone() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.DELETE_VERSION);
            Storage storage = fixture.storage();
            Optional<String> first = storage.write("a", Contents.of(1, 10)).version();
            Optional<String> second = storage.write("a", Contents.of(2, 10)).version();

            assertThatThrownBy(() -> storage.delete("a", first)).isInstanceOf(PreconditionFailedException.class);
            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 10));
            storage.delete("a", second);
            assertThat(storage.exists("a")).isFalse();
            storage.delete("a", second);
        }
    }

    @Test
    default void aLargeBatchAnswersForEachKeyInOrder() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                keys.add("db/" + i % 10 + "/" + i);
                if (i % 3 != 0) {
                    storage.write(keys.get(i), new byte[0]);
                }
            }
            storage.write("db/kept", new byte[0]);
            keys.add(keys.get(1));
            keys.add(keys.get(1));

            List<DeleteResult> results = storage.deleteBatch(keys);

            assertThat(results).extracting(DeleteResult::key).isEqualTo(keys);
            assertThat(results).allMatch(DeleteResult::isDeleted);
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/kept");
        }
    }

    @Test
    default void anEmptyBatchIsNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            assertThat(fixture.storage().deleteBatch(List.of())).isEmpty();
        }
    }
}
