package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes around every limit at which bytes take another way, in both directions. */
final class S3UploadTest {

    private static final int MIB = 1 << 20;
    private static final int PART = 5 * MIB;
    private static final Map<String, String> SMALL_PARTS =
            Map.of("partBytes", "" + PART, "multipartBytes", "" + 2 * PART, "partsInFlight", "3");

    @Test
    void everySizeArrivesAsItWasSentByEveryWay() throws Exception {
        byte[] all = content(4 * PART + 17);
        try (Backend backend = S3Stores.open(S3Stores.newBucket(SMALL_PARTS))) {
            for (int size : new int[] {
                0, 1, MIB, MIB + 1, PART - 1, PART, PART + 1, 2 * PART - 1, 2 * PART, 2 * PART + 1, 4 * PART + 17
            }) {
                byte[] content = Arrays.copyOf(all, size);
                backend.write(ObjectKey.of("known/" + size), Source.bytes(content), WriteOptions.DEFAULT);
                backend.write(
                        ObjectKey.of("unknown/" + size),
                        Source.once(new ByteArrayInputStream(content)),
                        WriteOptions.DEFAULT);
                try (ObjectWriter writer = backend.openWriter(
                        ObjectKey.of("pieces/" + size), OptionalLong.empty(), WriteOptions.DEFAULT)) {
                    for (int at = 0; at < size; at += 700_001) {
                        writer.write(content, at, Math.min(700_001, size - at));
                    }
                    assertThat(writer.commit().sizeBytes()).isEqualTo(size);
                }
                for (String way : List.of("known/", "unknown/", "pieces/")) {
                    assertThat(read(backend, way + size)).as(way + size).isEqualTo(content);
                }
            }
            assertThat(leftBehind(backend)).isEmpty();
        }
    }

    @Test
    void whatGoesWrongOnAnyWayPublishesNothingAndLeavesNothing() throws Exception {
        byte[] all = content(3 * PART);
        IOException thrown = new IOException("the source is broken");
        try (Backend backend = S3Stores.open(S3Stores.newBucket(SMALL_PARTS))) {
            for (int size : new int[] {1000, 2 * MIB, 3 * PART}) {
                ObjectKey key = ObjectKey.of("k/" + size);
                byte[] content = Arrays.copyOf(all, size);
                Source late = Source.once(size - 1, new ByteArrayInputStream(content));
                Source early = Source.once(size + 1, new ByteArrayInputStream(content));
                Source broken = Source.once(size + 10, failing(content, thrown));
                assertThatThrownBy(() -> backend.write(key, late, WriteOptions.DEFAULT))
                        .as("late at %s", size)
                        .isInstanceOf(IntegrityException.class);
                assertThatThrownBy(() -> backend.write(key, early, WriteOptions.DEFAULT))
                        .as("early at %s", size)
                        .isInstanceOf(IntegrityException.class);
                assertThatThrownBy(() -> backend.write(key, broken, WriteOptions.DEFAULT))
                        .as("broken at %s", size)
                        .isSameAs(thrown);
                assertThatThrownBy(
                                () -> backend.write(key, Source.once(failing(content, thrown)), WriteOptions.DEFAULT))
                        .isSameAs(thrown);
                assertThat(backend.stat(key)).isEmpty();
            }
            ObjectWriter given = backend.openWriter(ObjectKey.of("up"), OptionalLong.empty(), WriteOptions.DEFAULT);
            given.write(all);
            assertThat(backend.sweep(new SweepRequest(Duration.ZERO, false)).items())
                    .extracting(SweepReport.Item::verdict)
                    .containsExactly(SweepReport.Verdict.OWNED);
            given.close();
            assertThat(leftBehind(backend)).isEmpty();
        }
    }

    @Test
    void aConditionThatPartsWouldLoseIsKeptInOneRequestOrRefused() throws Exception {
        byte[] content = content(3 * PART);
        Map<String, String> settings = new HashMap<>(SMALL_PARTS);
        settings.put("conditionalMultipart", "false");
        try (Backend backend = S3Stores.open(S3Stores.newBucket(settings))) {
            ObjectKey key = ObjectKey.of("a");
            backend.write(key, Source.bytes(content), WriteOptions.CREATE_ONLY);
            assertThat(read(backend, "a")).isEqualTo(content);
            ObjectKey fresh = ObjectKey.of("b");
            assertThatThrownBy(() -> backend.write(
                            fresh, Source.once(new ByteArrayInputStream(content)), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(UnsupportedException.class);
            try (ObjectWriter writer = backend.openWriter(fresh, OptionalLong.empty(), WriteOptions.CREATE_ONLY)) {
                assertThatThrownBy(() -> writer.write(content)).isInstanceOf(UnsupportedException.class);
            }
            assertThat(backend.stat(fresh)).isEmpty();
            assertThat(leftBehind(backend)).isEmpty();
        }
    }

    @Test
    void aLargeObjectIsReadInPartsOfOneVersion() throws Exception {
        byte[] content = content(4 * PART + 17);
        try (Backend backend = S3Stores.open(S3Stores.newBucket(SMALL_PARTS))) {
            ObjectKey key = ObjectKey.of("large");
            backend.write(key, Source.bytes(content), WriteOptions.DEFAULT);
            try (ObjectContent beginning = backend.read(key, ReadOptions.ALL)) {
                assertThat(beginning.stream().readNBytes(100)).isEqualTo(Arrays.copyOf(content, 100));
            }
            try (ObjectContent tail = backend.read(key, ReadOptions.range(ByteRange.from(3 * PART + 5)))) {
                assertThat(tail.stream().readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(content, 3 * PART + 5, content.length));
            }
            try (ObjectContent whole = backend.read(key, ReadOptions.ALL)) {
                whole.stream().readNBytes(1000);
                backend.write(key, Source.bytes(content(4 * PART + 16)), WriteOptions.DEFAULT);
                assertThatThrownBy(() -> whole.stream().readAllBytes()).isInstanceOf(ChangedDuringReadException.class);
            }
        }
    }

    static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    static byte[] read(Backend backend, String key) throws IOException {
        try (ObjectContent content = backend.read(ObjectKey.of(key), ReadOptions.ALL)) {
            return content.stream().readAllBytes();
        }
    }

    private static InputStream failing(byte[] beginning, IOException thrown) {
        return new SequenceInputStream(new ByteArrayInputStream(beginning), new InputStream() {
            @Override
            public int read() throws IOException {
                throw thrown;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw thrown;
            }
        });
    }

    private static List<SweepReport.Item> leftBehind(Backend backend) throws IOException {
        return backend.sweep(new SweepRequest(Duration.ZERO, true)).items();
    }
}
