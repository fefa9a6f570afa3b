package io.siltstone.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.jobs.TestStores;
import io.siltstone.jobs.sync.SyncJob;
import io.siltstone.jobs.sync.SyncListener;
import io.siltstone.jobs.sync.SyncRequest;
import io.siltstone.testkit.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verifying finds in contents, in another store, and of what was left behind. */
class VerifyDeepTest {

    private static final VerifyRequest SHALLOW = VerifyRequest.of(KeyPrefix.ROOT);
    private static final VerifyRequest DEEP = SHALLOW.withDeep(true);

    @TempDir
    private Path directory;

    private static VerifyReport verify(Storage storage, Optional<Storage> against, VerifyRequest request)
            throws Exception {
        return VerifyJob.run(storage, against, request, Runnable::run, VerifyListener.NONE);
    }

    private static void sync(Storage source, Storage target) throws Exception {
        SyncJob.run(source, target, SyncRequest.DEFAULT, Runnable::run, StoreRuntime.system(), SyncListener.NONE);
    }

    @Test
    void aBitThatFlipsWithoutATraceIsFoundByTheHashAlone() throws Exception {
        try (Storage source = TestStores.storage();
                Storage target = Storage.open(directory.resolve("b").toString())) {
            source.write("db/notes", new byte[1000]);
            source.write("db/other", new byte[1000]);
            sync(source, target);
            assertThat(verify(target, Optional.empty(), DEEP).isSound()).isTrue();
            Path file = directory.resolve("b/db/notes");
            FileTime modified = Files.getLastModifiedTime(file);
            byte[] bytes = Files.readAllBytes(file);
            bytes[500] ^= 1;
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, modified);

            VerifyReport report = verify(target, Optional.empty(), DEEP);

            assertThat(verify(target, Optional.empty(), SHALLOW).isSound()).isTrue();
            assertThat(report.offences()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.BIT_ROT);
                assertThat(finding.key().value()).isEqualTo("db/notes");
            });
            assertThat(report.hashesChecked()).isEqualTo(2);
            assertThat(report.bytesRead()).isEqualTo(2000);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    @Test
    void theHashThatAWriterKeepsWithAnObjectIsHeldAgainstItsBytes() throws Exception {
        try (Storage storage = Storage.open(directory.resolve("b").toString())) {
            byte[] content = new byte[1000];
            WriteOptions hashed = WriteOptions.DEFAULT.withMetadata(
                    Map.of(Sha256.METADATA_NAME, Sha256.of(content).hex()));
            storage.write("db/flipped", Source.bytes(content), hashed);
            storage.write("db/whole", Source.bytes(content), hashed);
            storage.write("db/plain", content);
            storage.write(
                    "db/odd",
                    Source.bytes(content),
                    WriteOptions.DEFAULT.withMetadata(Map.of(Sha256.METADATA_NAME, "no hash")));
            assertThat(verify(storage, Optional.empty(), DEEP).hashesChecked()).isEqualTo(2);
            Path file = directory.resolve("b/db/flipped");
            content[500] ^= 1;
            Files.write(file, content);

            VerifyReport report = verify(storage, Optional.empty(), DEEP);

            assertThat(report.hashesChecked()).isEqualTo(2);
            assertThat(report.offences()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.BIT_ROT);
                assertThat(finding.key().value()).isEqualTo("db/flipped");
            });
        }
    }

    @Test
    void aVersionThatNobodyProvedIsToldAndNoOffence() throws Exception {
        try (Storage source = TestStores.storage();
                Storage target = TestStores.storage()) {
            source.write("db/a", new byte[10]);
            sync(source, target);
            target.write("db/a", new byte[5]);

            VerifyReport report = verify(target, Optional.empty(), DEEP);

            assertThat(report.isSound()).isTrue();
            assertThat(report.count(FindingKind.CHANGED)).isEqualTo(1);
            assertThat(verify(target, Optional.empty(), DEEP.withStrict(true)).isSound())
                    .isFalse();
        }
    }

    @Test
    void anotherStoreTellsWhatIsMissingDifferentAndExtra() throws Exception {
        try (Storage here = TestStores.storage();
                Storage there = TestStores.storage()) {
            for (String key : new String[] {"same", "size", "content", "missing"}) {
                there.write("db/" + key, new byte[10]);
            }
            here.write("db/same", new byte[10]);
            here.write("db/size", new byte[9]);
            here.write("db/content", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
            here.write("db/extra", new byte[1]);

            VerifyReport shallow = verify(here, Optional.of(there), SHALLOW);
            VerifyReport deep = verify(here, Optional.of(there), DEEP);

            assertThat(shallow.offences())
                    .extracting(finding -> finding.key() + " " + finding.kind().label())
                    .containsExactly("db/missing missing", "db/size different");
            assertThat(deep.offences())
                    .extracting(finding -> finding.key() + " " + finding.kind().label())
                    .containsExactly("db/content different", "db/missing missing", "db/size different");
            assertThat(deep.count(FindingKind.EXTRA)).isEqualTo(1);
            assertThat(verify(there, Optional.of(there), DEEP).isSound()).isTrue();
        }
    }

    @Test
    void aFileThatLiesInTheWrongHourIsFound() throws Exception {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/11/25/10/a.parquet", TestStores.minutes("2025-11-25 11:00:00", 5));

            VerifyReport report = verify(storage, Optional.empty(), DEEP.withTimeBounds(Optional.empty()));

            assertThat(report.count(FindingKind.OUT_OF_WINDOW)).isEqualTo(1);
        }
    }

    @Test
    void whatDeadWritersLeftIsToldAndStays() throws Exception {
        MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        MemoryBackend backend =
                new MemoryBackend(new MemoryConfig("m"), StoreRuntime.system().withClock(clock));
        try (Storage storage = Storage.of(backend)) {
            try (Transfer transfer =
                    storage.openTransfer("db/a", new SourceFingerprint(100, "v"), WriteOptions.DEFAULT)) {
                transfer.append(0, Source.bytes(new byte[40]));
            }
            assertThat(verify(storage, Optional.empty(), SHALLOW).leftovers()).isEmpty();
            clock.advance(Duration.ofHours(25));

            VerifyReport report = verify(storage, Optional.empty(), SHALLOW);

            assertThat(report.leftovers())
                    .singleElement()
                    .satisfies(item -> assertThat(item.sizeBytes()).isEqualTo(40));
            assertThat(report.isSound()).isTrue();
            assertThat(verify(storage, Optional.empty(), SHALLOW).leftovers()).hasSize(1);
        }
    }
}
