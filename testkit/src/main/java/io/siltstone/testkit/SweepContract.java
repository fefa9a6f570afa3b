package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Capability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sweeps: what was abandoned goes by its age, what lives and what is published stays. Contract section 4. */
public interface SweepContract extends StoreContract {

    /** Longer than any of these tests takes. */
    Duration HOUR = Duration.ofHours(1);

    @Test
    default void anAbandonedTransferGoesByItsAge() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 10));
            abandon(storage, "db/a", 1000);

            assertThat(verdicts(storage.sweep(new SweepRequest(HOUR, false)), "db/a"))
                    .containsExactly(SweepReport.Verdict.YOUNG);
            fixture.letPass(HOUR.multipliedBy(2));
            SweepReport told = storage.sweep(new SweepRequest(HOUR, false).asDryRun());
            assertThat(verdicts(told, "db/a")).containsExactly(SweepReport.Verdict.REMOVED);
            assertThat(told.removedBytes()).isGreaterThanOrEqualTo(1000);
            assertThat(Contents.all(storage.listTransfers())).hasSize(1);

            SweepReport swept = storage.sweep(new SweepRequest(HOUR, false));
            assertThat(verdicts(swept, "db/a")).containsExactly(SweepReport.Verdict.REMOVED);
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
            assertThat(storage.sweep(new SweepRequest(HOUR, false)).removedCount())
                    .isZero();
            assertThat(storage.read("db/a")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void aTransferWithAnOwnerStaysWhateverItsAge() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer =
                    storage.openTransfer("db/a", new SourceFingerprint(2000, "v1"), WriteOptions.DEFAULT)) {
                transfer.append(0, Source.bytes(Contents.of(1, 1000)));
                fixture.letPass(HOUR.multipliedBy(100));
                assertThat(verdicts(storage.sweep(new SweepRequest(HOUR, false)), "db/a"))
                        .containsExactly(SweepReport.Verdict.OWNED);
                transfer.append(1000, Source.bytes(Contents.of(2, 1000)));
                assertThat(transfer.position()).isEqualTo(2000);
            }
        }
    }

    @Test
    default void aSweepBelowAPrefixLeavesTheRest() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            abandon(storage, "tenant1/a", 1000);
            abandon(storage, "tenant10/a", 1000);
            fixture.letPass(HOUR.multipliedBy(2));

            SweepReport report = storage.sweep(new SweepRequest(HOUR, false).withBelow(KeyPrefix.of("tenant1")));

            assertThat(report.items())
                    .extracting(SweepReport.Item::key)
                    .containsExactly(Optional.of(ObjectKey.of("tenant1/a")));
            assertThat(Contents.all(storage.listTransfers()))
                    .extracting(transfer -> transfer.key().value())
                    .containsExactly("tenant10/a");
        }
    }

    private static void abandon(Storage storage, String key, int bytes) throws Exception {
        SourceFingerprint source = new SourceFingerprint(bytes * 2L, "v1");
        try (Transfer transfer = storage.openTransfer(key, source, WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(Contents.of(1, bytes)));
        }
    }

    private static List<SweepReport.Verdict> verdicts(SweepReport report, String key) {
        return report.items().stream()
                .filter(item -> item.key().map(ObjectKey::value).equals(Optional.of(key)))
                .map(SweepReport.Item::verdict)
                .toList();
    }
}
