package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies within a store. Contract section 2. */
public interface CopyContract extends StoreContract {

    @Test
    default void aCopyIsAnObjectOfItsOwn() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 1000));
            ObjectInfo copied = storage.copy("a", "db/x/b", CopyOptions.DEFAULT);

            assertThat(copied.key().value()).isEqualTo("db/x/b");
            assertThat(copied.sizeBytes()).isEqualTo(1000);
            assertThat(storage.stat("db/x/b").orElseThrow().info().version()).isEqualTo(copied.version());
            storage.write("a", Contents.of(2, 10));
            assertThat(storage.read("db/x/b")).isEqualTo(Contents.of(1, 1000));
            storage.write("db/x/b", Contents.of(3, 10));
            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 10));
            storage.delete("a");
            assertThat(storage.read("db/x/b")).isEqualTo(Contents.of(3, 10));
        }
    }

    @Test
    default void aCopyReplacesAndAnEmptyObjectIsCopied() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("empty", new byte[0]);
            storage.write("b", Contents.of(1, 10));
            assertThat(storage.copy("empty", "b", CopyOptions.DEFAULT).sizeBytes())
                    .isZero();
            assertThat(storage.read("b")).isEmpty();
        }
    }

    @Test
    default void contentTypeAndMetadataGoWithACopy() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            Storage storage = fixture.storage();
            Map<String, String> metadata = Map.of("origin", "x", "x-amz-meta-origin", "y");
            WriteOptions options =
                    WriteOptions.DEFAULT.withContentType("text/csv").withMetadata(metadata);
            storage.write("a", Source.bytes(Contents.of(1, 10)), options);
            storage.copy("a", "b.parquet", CopyOptions.DEFAULT);
            ObjectStat stat = storage.stat("b.parquet").orElseThrow();
            assertThat(stat.contentType()).isEqualTo("text/csv");
            assertThat(stat.metadata()).isEqualTo(metadata);
        }
    }

    @Test
    default void anObjectIsCopiedOntoItself() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 1000));
            storage.copy("a", "a", CopyOptions.DEFAULT);
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 1000));
        }
    }

    @Test
    default void anAbsentSourceIsNotFoundAndTheTargetStays() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/b", Contents.of(1, 10));
            assertThatThrownBy(() -> storage.copy("absent", "db/b", CopyOptions.DEFAULT))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> storage.copy("db", "c", CopyOptions.DEFAULT))
                    .isInstanceOf(NotFoundException.class);
            assertThat(storage.read("db/b")).isEqualTo(Contents.of(1, 10));
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/b");
        }
    }

    @Test
    default void aCopyKeepsItsConditions() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.REPLACE_VERSION);
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 10));
            String first = storage.write("b", Contents.of(2, 10)).version().orElseThrow();
            CopyOptions create = CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY);
            CopyOptions replace = CopyOptions.DEFAULT.withMode(WriteMode.replaceVersion(first));

            assertThatThrownBy(() -> storage.copy("a", "b", create)).isInstanceOf(AlreadyExistsException.class);
            assertThat(storage.read("b")).isEqualTo(Contents.of(2, 10));
            storage.copy("a", "c", create);
            storage.copy("a", "b", replace);
            assertThat(storage.read("b")).isEqualTo(Contents.of(1, 10));
            assertThatThrownBy(() -> storage.copy("a", "b", replace)).isInstanceOf(PreconditionFailedException.class);
        }
    }

    @Test
    default void aSourceOfAnotherVersionIsNotCopied() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.READ_VERSION);
            Storage storage = fixture.storage();
            String first = storage.write("a", Contents.of(1, 10)).version().orElseThrow();
            String second = storage.write("a", Contents.of(2, 10)).version().orElseThrow();

            assertThatThrownBy(() -> storage.copy("a", "b", CopyOptions.DEFAULT.withSourceVersion(first)))
                    .isInstanceOf(ChangedDuringReadException.class);
            assertThat(storage.exists("b")).isFalse();
            storage.copy("a", "b", CopyOptions.DEFAULT.withSourceVersion(second));
            assertThat(storage.read("b")).isEqualTo(Contents.of(2, 10));
        }
    }
}
