package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ByteRange;
import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectReader;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reads: exactly the bytes asked for, of one version. Contract section 2. */
public interface ReadContract extends StoreContract {

    @Test
    default void theWholeObjectComesBackInEveryWay() throws Exception {
        try (BackendFixture fixture = open()) {
            byte[] content = Contents.of(1, 200_000);
            ObjectInfo written = fixture.seeds().write("db/a", content);
            Storage storage = fixture.storage();

            assertThat(storage.read("db/a")).isEqualTo(content);
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            storage.readTo("db/a", sink);
            assertThat(sink.toByteArray()).isEqualTo(content);
            try (ObjectContent open = storage.open("db/a", ReadOptions.ALL)) {
                assertThat(open.info().key().value()).isEqualTo("db/a");
                assertThat(open.info().sizeBytes()).isEqualTo(200_000);
                assertThat(open.info().version()).isEqualTo(written.version());
                assertThat(open.extent()).isEqualTo(new ByteRange.Extent(0, 200_000));
                assertThat(open.stream().readAllBytes()).isEqualTo(content);
                assertThat(open.stream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    default void everyOffsetInsideTheObjectIsLegal() throws Exception {
        try (BackendFixture fixture = open()) {
            byte[] content = Contents.of(1, 1000);
            fixture.seeds().write("a", content);
            for (int offset : new int[] {0, 1, 500, 998, 999}) {
                ByteArrayOutputStream sink = new ByteArrayOutputStream();
                fixture.storage().readTo("a", sink, offset);
                assertThat(sink.toByteArray()).isEqualTo(Arrays.copyOfRange(content, offset, 1000));
            }
        }
    }

    @Test
    default void anOffsetOutsideTheObjectIsOneError() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("a", Contents.of(1, 1000));
            Storage storage = fixture.storage();
            for (long offset : new long[] {1000, 1001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> storage.readTo("a", OutputStream.nullOutputStream(), offset))
                        .as("offset %s", offset)
                        .isInstanceOf(InvalidRangeException.class);
            }
        }
    }

    @Test
    default void rangesAndTailsEndWithTheObject() throws Exception {
        try (BackendFixture fixture = open()) {
            byte[] content = Contents.of(1, 1000);
            fixture.seeds().write("a", content);
            Storage storage = fixture.storage();

            assertThat(storage.read("a", ByteRange.of(0, 1))).isEqualTo(Arrays.copyOf(content, 1));
            assertThat(storage.read("a", ByteRange.of(10, 20))).isEqualTo(Arrays.copyOfRange(content, 10, 30));
            assertThat(storage.read("a", ByteRange.of(990, 20))).isEqualTo(Arrays.copyOfRange(content, 990, 1000));
            assertThat(storage.read("a", ByteRange.of(999, Long.MAX_VALUE)))
                    .isEqualTo(Arrays.copyOfRange(content, 999, 1000));
            assertThat(storage.read("a", ByteRange.tail(8))).isEqualTo(Arrays.copyOfRange(content, 992, 1000));
            assertThat(storage.read("a", ByteRange.tail(1000))).isEqualTo(content);
            assertThat(storage.read("a", ByteRange.tail(Long.MAX_VALUE))).isEqualTo(content);
            assertThatThrownBy(() -> storage.read("a", ByteRange.of(1000, 1)))
                    .isInstanceOf(InvalidRangeException.class);
        }
    }

    @Test
    default void anEmptyObjectIsReadFromItsBeginning() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("empty", new byte[0]);
            Storage storage = fixture.storage();
            assertThat(storage.read("empty")).isEmpty();
            assertThat(storage.read("empty", ByteRange.of(0, 10))).isEmpty();
            assertThat(storage.read("empty", ByteRange.tail(8))).isEmpty();
            assertThatThrownBy(() -> storage.read("empty", ByteRange.from(1)))
                    .isInstanceOf(InvalidRangeException.class);
        }
    }

    @Test
    default void absentIsNotFoundAndADirectoryIsAbsent() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("db/cpu/a", Contents.of(1, 10));
            Storage storage = fixture.storage();
            for (String key : new String[] {"absent", "db", "db/cpu", "db/cpu/b", "db/cpu2", "d", "absent/x"}) {
                assertThat(storage.stat(key)).as(key).isEmpty();
                assertThat(storage.exists(key)).as(key).isFalse();
                assertThatThrownBy(() -> storage.read(key)).as(key).isInstanceOf(NotFoundException.class);
                assertThatThrownBy(() -> storage.reader(key)).as(key).isInstanceOf(NotFoundException.class);
            }
            if (!fixture.hasKeyConflicts()) {
                assertThat(storage.exists("db/cpu/a/b")).isFalse();
            }
        }
    }

    @Test
    default void whatLiesBelowAnObjectIsAbsent() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("db/a", Contents.of(1, 10));
            Storage storage = fixture.storage();
            assertThat(storage.stat("db/a/b")).isEmpty();
            assertThatThrownBy(() -> storage.read("db/a/b")).isInstanceOf(NotFoundException.class);
            assertThat(Contents.texts(storage.list("db/a"))).isEmpty();
            assertThat(Contents.all(storage.listEntries("db/a"))).isEmpty();
        }
    }

    @Test
    default void aReadPinnedToAVersionThatIsGoneFails() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.READ_VERSION);
            Storage storage = fixture.storage();
            String version =
                    fixture.seeds().write("a", Contents.of(1, 10)).version().orElseThrow();
            ReadOptions pinned = ReadOptions.ALL.withVersion(version);
            try (ObjectContent content = storage.open("a", pinned)) {
                assertThat(content.stream().readAllBytes()).isEqualTo(Contents.of(1, 10));
            }
            fixture.seeds().write("a", Contents.of(2, 10));
            assertThatThrownBy(() -> storage.open("a", pinned)).isInstanceOf(ChangedDuringReadException.class);
            fixture.seeds().delete("a");
            assertThatThrownBy(() -> storage.open("a", pinned)).isInstanceOf(ChangedDuringReadException.class);
        }
    }

    @Test
    default void aReaderNeverMixesVersions() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.READ_VERSION);
            byte[] content = Contents.of(1, 1000);
            fixture.seeds().write("a", content);
            ObjectReader reader = fixture.storage().reader("a");
            assertThat(reader.read(10, 20)).isEqualTo(Arrays.copyOfRange(content, 10, 30));
            assertThat(reader.tail(8)).isEqualTo(Arrays.copyOfRange(content, 992, 1000));
            assertThatThrownBy(() -> reader.read(990, 20)).isInstanceOf(InvalidRangeException.class);
            assertThat(reader.read(10, 0)).isEmpty();
            assertThat(reader.read(1000, 0)).isEmpty();
            assertThatThrownBy(() -> reader.read(1001, 0)).isInstanceOf(InvalidRangeException.class);
            assertThatThrownBy(() -> reader.read(-1, 0)).isInstanceOf(InvalidRangeException.class);

            fixture.seeds().write("a", Contents.of(2, 1000));
            assertThatThrownBy(() -> reader.read(10, 20)).isInstanceOf(ChangedDuringReadException.class);
        }
    }

    @Test
    default void aReadThatBeganEndsWithItsVersionOrFails() throws Exception {
        try (BackendFixture fixture = open()) {
            byte[] old = Contents.of(1, 500_000);
            fixture.seeds().write("a", old);
            Storage storage = fixture.storage();
            try (ObjectContent content = storage.open("a", ReadOptions.ALL)) {
                byte[] beginning = content.stream().readNBytes(1000);
                fixture.seeds().write("a", Contents.of(2, 500_000));
                assertThat(beginning).isEqualTo(Arrays.copyOf(old, 1000));
                try {
                    byte[] rest = content.stream().readAllBytes();
                    assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 1000, old.length));
                } catch (ChangedDuringReadException refused) {
                    assertThat(refused.context().operation()).isEqualTo(Operation.READ);
                }
            }
            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 500_000));
        }
    }

    @Test
    default void aShortBodyIsAnErrorAndNeverAShorterContent() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("a", Contents.of(1, 1000));
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.READ, Fault.cutBody(700)));
            Storage storage = fixture.storage(faults);

            assertThatThrownBy(() -> storage.read("a")).isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> storage.readTo("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> storage.reader("a").read(0, 800)).isInstanceOf(IntegrityException.class);
            assertThat(storage.read("a", ByteRange.of(0, 700))).hasSize(700);
        }
    }

    @Test
    default void aStoreThatIsMissingIsAnErrorAndNeverEmpty() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("db/a", Contents.of(1, 10));
            Assumptions.assumeTrue(fixture.loseStore(), "the store cannot be taken away from the test");
            Storage storage = fixture.storage();
            assertThatThrownBy(() -> storage.read("db/a")).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> storage.stat("db/a")).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> storage.exists("absent")).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> Contents.all(storage.list(""))).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> Contents.all(storage.listObjects("db"))).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> Contents.all(storage.listEntries(""))).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> Contents.all(storage.listDirectories(""))).satisfies(ReadContract::isNotAbsence);
            assertThatThrownBy(() -> storage.write("db/b", Contents.of(1, 10))).isInstanceOf(StorageException.class);
        }
    }

    private static void isNotAbsence(Throwable error) {
        assertThat(error).isInstanceOf(StorageException.class).isNotInstanceOf(NotFoundException.class);
    }

    @Test
    default void aClosedContentGivesNothingMore() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("a", Contents.of(1, 1000));
            Storage storage = fixture.storage();
            ObjectContent content = storage.open("a", ReadOptions.ALL);
            assertThat(content.stream().readNBytes(10)).hasSize(10);
            content.close();
            content.close();
            content.stream().close();
            InputStream stream = content.stream();
            assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
            assertThatThrownBy(() -> stream.read(new byte[10]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> stream.skip(1)).isInstanceOf(IOException.class);
            assertThatThrownBy(stream::available).isInstanceOf(IOException.class);
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 1000));
        }
    }

    @Test
    default void boundsOutsideTheBufferAreTheCallersMistakeAndTakeNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("a", Contents.of(1, 1000));
            try (ObjectContent content = fixture.storage().open("a", ReadOptions.ALL)) {
                InputStream stream = content.stream();
                for (int[] bounds : new int[][] {{-1, 1}, {0, -1}, {1, 3}, {2, 1}, {-1, 0}}) {
                    assertThatThrownBy(() -> stream.read(new byte[2], bounds[0], bounds[1]))
                            .as("offset %s, length %s", bounds[0], bounds[1])
                            .isInstanceOf(IndexOutOfBoundsException.class);
                }
                assertThat(stream.read(new byte[2], 2, 0)).isZero();
                assertThat(stream.readAllBytes()).isEqualTo(Contents.of(1, 1000));
            }
        }
    }

    @Test
    default void whatIsSkippedIsLeftOutAndNoMoreThanThereIs() throws Exception {
        try (BackendFixture fixture = open()) {
            byte[] whole = Contents.of(1, 100_000);
            fixture.seeds().write("a", whole);
            try (ObjectContent content = fixture.storage().open("a", ReadOptions.range(ByteRange.of(10, 90_000)))) {
                InputStream stream = content.stream();
                stream.skipNBytes(70_000);
                assertThat(stream.skip(-5)).isZero();
                assertThat(stream.available()).isBetween(0, 20_000);
                assertThat(stream.readNBytes(100)).isEqualTo(Arrays.copyOfRange(whole, 70_010, 70_110));
                assertThatThrownBy(() -> stream.skipNBytes(19_901)).isInstanceOf(EOFException.class);
                assertThat(stream.skip(1)).isZero();
                assertThat(stream.read()).isEqualTo(-1);
                assertThat(stream.markSupported()).isFalse();
            }
        }
    }

    @Test
    default void whatTheSinkThrowsComesOutUnchanged() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("a", Contents.of(1, 1000));
            IOException thrown = new IOException("the sink is full");
            OutputStream full = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw thrown;
                }
            };
            assertThatThrownBy(() -> fixture.storage().readTo("a", full)).isSameAs(thrown);
        }
    }
}
