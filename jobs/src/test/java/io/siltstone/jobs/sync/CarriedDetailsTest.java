package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CarriedDetailsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void contentTypeAndMetadataGoAlong(long resumeFromBytes) throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.source.write(
                    "db/a",
                    Source.bytes(new byte[100]),
                    WriteOptions.DEFAULT.withContentType("text/plain").withMetadata(Map.of("origin", "here")));

            pairs.run(SyncRequest.DEFAULT.withResumeFromBytes(resumeFromBytes));

            ObjectStat copied = pairs.target.stat("db/a").orElseThrow();
            assertThat(copied.contentType()).isEqualTo("text/plain");
            assertThat(copied.metadata()).containsExactly(Map.entry("origin", "here"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void metadataThatTheTargetRefusesStaysBehind(long resumeFromBytes) throws Exception {
        try (Pairs pairs = Pairs.of(Pairs.memory("a"), new Refusing(Pairs.memory("b"), false))) {
            pairs.source.write(
                    "db/a",
                    Source.bytes(new byte[100]),
                    WriteOptions.DEFAULT.withContentType("text/plain").withMetadata(Map.of("origin", "")));
            pairs.source.write("db/b", Source.bytes(new byte[100]), WriteOptions.DEFAULT);

            SyncReport report = pairs.run(SyncRequest.DEFAULT.withResumeFromBytes(resumeFromBytes));

            assertThat(report.failures()).isEmpty();
            assertThat(report.stripped()).isEqualTo(1);
            ObjectStat copied = pairs.target.stat("db/a").orElseThrow();
            assertThat(copied.contentType()).isEqualTo("text/plain");
            assertThat(copied.metadata()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void contentTypeThatTheTargetRefusesStaysBehind(long resumeFromBytes) throws Exception {
        try (Pairs pairs = Pairs.of(Pairs.memory("a"), new Refusing(Pairs.memory("b"), true))) {
            pairs.source.write(
                    "db/a",
                    Source.bytes(new byte[100]),
                    WriteOptions.DEFAULT.withContentType("text/plain").withMetadata(Map.of("origin", "here")));

            SyncReport report = pairs.run(SyncRequest.DEFAULT.withResumeFromBytes(resumeFromBytes));

            assertThat(report.failures()).isEmpty();
            assertThat(report.stripped()).isEqualTo(1);
            assertThat(pairs.target.stat("db/a")).isPresent();
        }
    }

    @Test
    void anythingElseThatTheTargetRefusesFailsTheObject() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.source.write("db/a", Source.bytes(new byte[100]), WriteOptions.DEFAULT.withContentType("text/plain"));
            pairs.targetFaults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(UnsupportedException::new))
                    .where(key -> key.startsWith("db/")));

            SyncReport report = pairs.run(SyncRequest.DEFAULT);

            assertThat(report.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.error()).isInstanceOf(UnsupportedException.class));
        }
    }

    /** A store that does not take every metadata, as S3 takes no empty values. */
    private static final class Refusing extends ForwardingBackend {

        private final boolean typesToo;

        Refusing(Backend inner, boolean typesToo) {
            super(inner);
            this.typesToo = typesToo;
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            requireTaken(key, options);
            return super.write(key, source, options);
        }

        @Override
        public Transfer openTransfer(ObjectKey key, SourceFingerprint fingerprint, WriteOptions options)
                throws StorageException {
            requireTaken(key, options);
            return super.openTransfer(key, fingerprint, options);
        }

        private void requireTaken(ObjectKey key, WriteOptions options) throws UnsupportedException {
            if (!options.metadata().isEmpty()
                    || (typesToo && options.contentType().isPresent())) {
                throw new UnsupportedException(
                        ErrorContext.of(Operation.WRITE, location().root(), key.value()), "refused here");
            }
        }
    }
}
