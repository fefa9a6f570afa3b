package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.UnsupportedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Objects of Siltstone's own: kept as any other, out of sight of every listing. See {@link SystemObjects}. */
public interface SystemObjectsContract extends StoreContract {

    @Test
    default void aSystemObjectIsPublishedReplacedReadAndDeleted() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            SystemObjects system = SystemObjects.of(fixture.backend());
            assertThat(system.read("pair/manifest", 100)).isEmpty();
            assertThatThrownBy(() -> system.open("pair/manifest")).isInstanceOf(NotFoundException.class);

            system.write("pair/manifest", Contents.of(1, 10), WriteMode.REPLACE);
            system.write("pair/manifest", Contents.of(2, 20), WriteMode.REPLACE);
            system.write("pair/segment-1", Contents.of(3, 5), WriteMode.REPLACE);

            assertThat(system.read("pair/manifest", 20).orElseThrow().content()).isEqualTo(Contents.of(2, 20));
            assertThatThrownBy(() -> system.read("pair/manifest", 19)).isInstanceOf(IntegrityException.class);
            system.delete("pair/manifest");
            system.delete("pair/manifest");
            assertThat(system.read("pair/manifest", 100)).isEmpty();
            assertThat(system.read("pair/segment-1", 5)).isPresent();
        }
    }

    @Test
    default void aSystemObjectIsWrittenPieceByPiece() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            SystemObjects system = SystemObjects.of(fixture.backend());
            try (ObjectWriter abandoned = system.openWriter("pair/segment-1")) {
                abandoned.write(Contents.of(1, 100));
            }
            assertThat(system.read("pair/segment-1", 100)).isEmpty();
            try (ObjectWriter writer = system.openWriter("pair/segment-1")) {
                writer.write(Contents.of(2, 100));
                writer.write(Contents.of(3, 100));
                writer.commit();
            }
            try (ObjectContent content = system.open("pair/segment-1")) {
                byte[] all = content.stream().readAllBytes();
                assertThat(all).hasSize(200).startsWith(Contents.of(2, 100)).endsWith(Contents.of(3, 100));
            }
        }
    }

    @Test
    default void noUpdateOfASystemObjectIsLost() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.REPLACE_VERSION);
            SystemObjects system = SystemObjects.of(fixture.backend());
            String first = system.write("manifest", Contents.of(1, 10), WriteMode.REPLACE)
                    .version()
                    .orElseThrow();
            system.write("manifest", Contents.of(2, 10), WriteMode.replaceVersion(first));

            assertThatThrownBy(() -> system.write("manifest", Contents.of(3, 10), WriteMode.replaceVersion(first)))
                    .isInstanceOf(PreconditionFailedException.class);
            assertThat(system.read("manifest", 10).orElseThrow().content()).isEqualTo(Contents.of(2, 10));
        }
    }

    @Test
    default void noListingAndNoSweepMeetsASystemObject() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            Storage storage = fixture.storage();
            SystemObjects system = SystemObjects.of(fixture.backend());
            system.write("pair/manifest", Contents.of(1, 10), WriteMode.REPLACE);

            assertThat(storage.removeDirectory("")).isTrue();
            storage.write("db/a", Contents.of(1, 1));

            assertThat(Contents.all(storage.list("")))
                    .extracting(Object::toString)
                    .containsExactly("db/a");
            assertThat(Contents.all(storage.listObjects(""))).hasSize(1);
            assertThat(Contents.all(storage.listEntries(""))).hasSize(1);
            assertThat(Contents.all(storage.listDirectories(""))).containsExactly("db");
            fixture.letPass(Duration.ofDays(400));
            storage.sweep(SweepRequest.DEFAULT);
            assertThat(system.read("pair/manifest", 10)).isPresent();
        }
    }

    @Test
    default void systemObjectsAreThereAfterReopening() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            SystemObjects.of(fixture.backend()).write("pair/manifest", Contents.of(1, 10), WriteMode.REPLACE);

            Optional<SystemObjects.Held> held =
                    SystemObjects.of(fixture.reopen()).read("pair/manifest", 10);

            assertThat(held.isPresent()).isEqualTo(fixture.outlivesReopen());
        }
    }

    @Test
    default void aStoreThatIsOnlyReadTakesNoSystemObject() throws Exception {
        try (BackendFixture fixture = open()) {
            SystemObjects system = SystemObjects.of(fixture.backend());
            Assumptions.assumeFalse(
                    fixture.backend().capabilities().supports(Capability.WRITE), "the store can be written to");
            assertThatThrownBy(() -> system.write("manifest", Contents.of(1, 1), WriteMode.REPLACE))
                    .isInstanceOf(UnsupportedException.class);
            assertThat(system.read("manifest", 10)).isEmpty();
        }
    }
}
