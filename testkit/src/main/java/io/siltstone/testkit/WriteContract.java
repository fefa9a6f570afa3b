package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotReplayableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Writes: whole or not at all. Contract section 2. */
public interface WriteContract extends StoreContract {

    /** More than a store's client gathers before it begins to send. */
    int SENT_AS_IT_COMES_BYTES = 3 << 20;

    @Test
    default void whatIsWrittenIsToldAsItIs() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            Instant before = fixture.clock().instant();
            ObjectInfo info = storage.write("db/cpu/a.parquet", Contents.of(1, 1000));
            ObjectStat stat = storage.stat("db/cpu/a.parquet").orElseThrow();

            assertThat(info.key().value()).isEqualTo("db/cpu/a.parquet");
            assertThat(info.sizeBytes()).isEqualTo(1000);
            assertThat(info.lastModified()).isBetween(before.minusSeconds(60), before.plusSeconds(3600));
            assertThat(stat.info().key()).isEqualTo(info.key());
            assertThat(stat.info().sizeBytes()).isEqualTo(1000);
            assertThat(stat.info().version()).isEqualTo(info.version());
            assertThat(Duration.between(stat.info().lastModified(), info.lastModified())
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(stat.contentType()).isEqualTo(ContentTypes.PARQUET);
            assertThat(stat.metadata()).isEmpty();
        }
    }

    @Test
    default void anEmptyObjectIsAnObject() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            assertThat(storage.write("empty", new byte[0]).sizeBytes()).isZero();
            assertThat(storage.exists("empty")).isTrue();
            assertThat(storage.stat("empty").orElseThrow().contentType()).isEqualTo(ContentTypes.BINARY);
            storage.write("unknown", Source.once(InputStream.nullInputStream()), WriteOptions.DEFAULT);
            assertThat(Contents.texts(storage.list(""))).containsExactly("empty", "unknown");
        }
    }

    @Test
    default void aSourceOfUnknownSizeIsTakenToItsEnd() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            byte[] content = Contents.of(1, 300_001);
            storage.write("a", Source.once(new ByteArrayInputStream(content)), WriteOptions.DEFAULT);
            assertThat(storage.read("a")).isEqualTo(content);
        }
    }

    @Test
    default void aSourceShorterThanDeclaredPublishesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("old", Contents.of(1, 10));
            Source shorter = Source.once(1001, new ByteArrayInputStream(Contents.of(2, 1000)));
            Source again = Source.replayable(1001, () -> new ByteArrayInputStream(Contents.of(2, 1000)));

            assertThatThrownBy(() -> storage.write("new", shorter, WriteOptions.DEFAULT))
                    .isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> storage.write("old", again, WriteOptions.DEFAULT))
                    .isInstanceOf(IntegrityException.class);

            assertThat(Contents.texts(storage.list(""))).containsExactly("old");
            assertThat(storage.read("old")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void aSourceLongerThanDeclaredPublishesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            Source longer = Source.once(999, new ByteArrayInputStream(Contents.of(2, 1000)));
            Source notEmpty = Source.once(0, new ByteArrayInputStream(Contents.of(2, 1)));

            assertThatThrownBy(() -> storage.write("new", longer, WriteOptions.DEFAULT))
                    .isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> storage.write("none", notEmpty, WriteOptions.DEFAULT))
                    .isInstanceOf(IntegrityException.class);

            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void whatTheSourceThrowsComesOutUnchanged() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 10));
            IOException thrown = new IOException("the source is broken");
            Source broken = Source.once(
                    20_000,
                    new SequenceInputStream(
                            new ByteArrayInputStream(Contents.of(2, 10_000)), new BrokenStream(thrown)));

            assertThatThrownBy(() -> storage.write("a", broken, WriteOptions.DEFAULT))
                    .isSameAs(thrown);

            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
            assertThat(Contents.texts(storage.list(""))).containsExactly("a");
        }
    }

    @Test
    default void whatTheSourceThrowsUncheckedComesOutUnchanged() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 10));
            IllegalStateException unchecked = new IllegalStateException("the source is broken");
            AssertionError error = new AssertionError("the source is beyond repair");
            for (int before : new int[] {10_000, SENT_AS_IT_COMES_BYTES}) {
                InputStream first = new ByteArrayInputStream(Contents.of(2, before));
                Source broken =
                        Source.once(before + 10_000, new SequenceInputStream(first, new BrokenStream(unchecked)));
                assertThatThrownBy(() -> storage.write("a", broken, WriteOptions.DEFAULT))
                        .isSameAs(unchecked);
                Source hopeless = Source.replayable(
                        before + 10_000,
                        () -> new SequenceInputStream(
                                new ByteArrayInputStream(Contents.of(2, before)), new BrokenStream(error)));
                assertThatThrownBy(() -> storage.write("a", hopeless, WriteOptions.DEFAULT))
                        .isSameAs(error);
            }
            Source unopened = Source.replayable(10, () -> {
                throw unchecked;
            });
            assertThatThrownBy(() -> storage.write("a", unopened, WriteOptions.DEFAULT))
                    .isSameAs(unchecked);

            // The store serves on.
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
            assertThat(Contents.texts(storage.list(""))).containsExactly("a");
            storage.write("a", Contents.of(3, 10));
        }
    }

    @Test
    default void aSourceThatFailsAsItIsClosedPublishesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 10));
            IOException thrown = new IOException("the source cannot be closed");
            for (int size : new int[] {0, 20_000, SENT_AS_IT_COMES_BYTES}) {
                byte[] content = Contents.of(2, size);
                Source known = Source.once(size, new UnclosableStream(content, thrown));
                Source unknown = Source.replayable(() -> new UnclosableStream(content, thrown));
                assertThatThrownBy(() -> storage.write("a", known, WriteOptions.DEFAULT))
                        .isSameAs(thrown);
                assertThatThrownBy(() -> storage.write("new", unknown, WriteOptions.DEFAULT))
                        .isSameAs(thrown);
            }

            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
            assertThat(Contents.texts(storage.list(""))).containsExactly("a");
        }
    }

    @Test
    default void aOneShotSourceIsUsedOnceAndAReplayableOneAgain() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            Source once = Source.once(5, new ByteArrayInputStream(Contents.of(1, 5)));
            storage.write("a", once, WriteOptions.DEFAULT);
            assertThatThrownBy(() -> storage.write("b", once, WriteOptions.DEFAULT))
                    .isInstanceOf(NotReplayableException.class);
            assertThat(storage.exists("b")).isFalse();

            Source replayable = Source.bytes(Contents.of(2, 5));
            storage.write("c", replayable, WriteOptions.DEFAULT);
            storage.write("d", replayable, WriteOptions.DEFAULT);
            assertThat(storage.read("d")).isEqualTo(storage.read("c"));
        }
    }

    @Test
    default void anOverwriteGivesANewVersion() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            ObjectInfo first = storage.write("a", Contents.of(1, 10));
            ObjectInfo second = storage.write("a", Contents.of(2, 10));
            ObjectInfo same = storage.write("a", Contents.of(2, 10));

            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 10));
            assertThat(storage.stat("a").orElseThrow().info().version()).isEqualTo(same.version());
            if (first.version().isPresent()) {
                assertThat(second.version()).isNotEqualTo(first.version());
            }
        }
    }

    @Test
    default void aWriterPublishesAtItsCommitAlone() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            byte[] content = Contents.of(1, 100_000);
            ObjectWriter writer = storage.openWriter("a/b", OptionalLong.empty(), WriteOptions.DEFAULT);
            writer.write(content, 0, 60_000);
            writer.flush();
            assertThat(storage.exists("a/b")).isFalse();
            assertThat(Contents.texts(storage.list(""))).isEmpty();
            writer.write(content, 60_000, 39_999);
            writer.write(content[99_999]);
            ObjectInfo info = writer.commit();
            assertThat(writer.commit()).isEqualTo(info);
            assertThat(info.sizeBytes()).isEqualTo(100_000);
            assertThat(info.key().value()).isEqualTo("a/b");
            writer.close();
            assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IllegalStateException.class);
            assertThat(storage.read("a/b")).isEqualTo(content);
        }
    }

    @Test
    default void aWriterClosedWithoutCommitPublishesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("a", Contents.of(1, 10));
            ObjectWriter writer = storage.openWriter("a", OptionalLong.empty(), WriteOptions.DEFAULT);
            writer.write(Contents.of(2, 10));
            writer.close();
            writer.close();
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void aWriterHoldsToItsDeclaredSize() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            try (ObjectWriter writer = storage.openWriter("short", OptionalLong.of(11), WriteOptions.DEFAULT)) {
                writer.write(Contents.of(1, 10));
                assertThatThrownBy(writer::commit).isInstanceOf(IntegrityException.class);
            }
            try (ObjectWriter writer = storage.openWriter("long", OptionalLong.of(9), WriteOptions.DEFAULT)) {
                assertThatThrownBy(() -> writer.write(Contents.of(1, 10))).isInstanceOf(IntegrityException.class);
                assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            }
            try (ObjectWriter writer = storage.openWriter("none", OptionalLong.of(0), WriteOptions.DEFAULT)) {
                writer.commit();
            }
            assertThat(Contents.texts(storage.list(""))).containsExactly("none");
        }
    }

    @Test
    default void aNegativeSizeIsTheCallersMistake() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            assertThatThrownBy(() -> storage.openWriter("a", OptionalLong.of(-1), WriteOptions.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void aSourceThatSometimesGivesNothingIsTakenAsItIs() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            byte[] content = Contents.of(1, 20_000);
            storage.write("known", Source.once(content.length, new HesitantStream(content)), WriteOptions.DEFAULT);
            storage.write("unknown", Source.once(new HesitantStream(content)), WriteOptions.DEFAULT);
            assertThat(storage.read("known")).isEqualTo(content);
            assertThat(storage.read("unknown")).isEqualTo(content);
        }
    }

    @Test
    default void contentTypeAndMetadataStayWithTheObject() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            Storage storage = fixture.storage();
            Map<String, String> metadata =
                    Map.of("origin", "sensor 7; \"x\" = 1", "rows", "0", "x-amz-meta-rows", "1", "x-ms-meta-rows", "2");
            WriteOptions options =
                    WriteOptions.DEFAULT.withContentType("text/csv").withMetadata(metadata);
            storage.write("a", Source.bytes(Contents.of(1, 10)), options);
            try (ObjectWriter writer = storage.openWriter("b", OptionalLong.empty(), options)) {
                writer.commit();
            }

            for (String key : new String[] {"a", "b"}) {
                assertThat(storage.stat(key).orElseThrow().contentType()).isEqualTo("text/csv");
                assertThat(storage.stat(key).orElseThrow().metadata()).isEqualTo(metadata);
            }
            storage.write("a", Contents.of(1, 10));
            assertThat(storage.stat("a").orElseThrow().metadata()).isEmpty();
            assertThat(storage.stat("a").orElseThrow().contentType()).isEqualTo(ContentTypes.BINARY);
        }
    }
}
