package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeFinding.Verdict;
import io.siltstone.core.probe.ProbeListener;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.ProbeResult;
import io.siltstone.core.probe.StoreProbes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureStoreProbeTest {

    private final AzuriteStore store = AzuriteStore.create();

    @Test
    void findsWhatAzuriteDoesOtherwise() throws Exception {
        AzureBlobConfig config = store.config(16L << 20, Optional.of("a/b"));

        ProbeReport report = StoreProbes.run(config, backends(store.environment()), ProbeListener.NONE);

        assertThat(report.results().stream()
                        .filter(result -> result.finding().verdict() != Verdict.OK)
                        .map(ProbeResult::probe))
                .containsExactly("create-over-uncommitted", "range-at-end", "list-order");
        assertThat(report.config()).isEqualTo(config);
        assertThat(report.leftovers()).isZero();
        assertThat(store.container().listBlobs().stream()).isEmpty();
    }

    @Test
    void tellsHowLongASignatureIsGood() throws Exception {
        Instant end = Instant.parse("2030-01-02T03:04:05Z");
        String sas = store.container()
                .generateSas(new BlobServiceSasSignatureValues(
                        end.atOffset(ZoneOffset.UTC), BlobContainerSasPermission.parse("rl")));

        ProbeReport report = StoreProbes.run(
                store.config(),
                backends(Environment.of(Map.of(AzureBlobCredentials.SAS_TOKEN, sas))),
                ProbeListener.NONE);

        assertThat(finding(report, "credentials").observed()).contains("2030-01-02T03:04:05Z");
        assertThat(finding(report, "clock").verdict()).as("may not write").isEqualTo(Verdict.UNKNOWN);
        assertThat(report.toString()).doesNotContain("sig=");
    }

    @Test
    void aSignatureThatDoesNotTellItsEndHasNone() {
        assertThat(AzureStoreProbe.end("sv=1&se=2030-01-02T03%3A04%3A05Z&sig=x"))
                .contains(Instant.parse("2030-01-02T03:04:05Z"));
        assertThat(AzureStoreProbe.end("sv=1&si=policy&sig=x")).isEmpty();
        assertThat(AzureStoreProbe.end("se=%zz")).isEmpty();
        assertThat(AzureStoreProbe.end("se=tomorrow")).isEmpty();
    }

    @Test
    void anInterruptedExaminationClearsUp() {
        ProbeListener interrupting = result -> {
            if (result.probe().equals("list-order")) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> StoreProbes.run(store.config(), backends(store.environment()), interrupting))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.container().listBlobs().stream()).isEmpty();
    }

    private static Backends backends(Environment environment) {
        return Backends.with(StoreRuntime.system().withEnvironment(environment));
    }

    private static ProbeFinding finding(ProbeReport report, String probe) {
        return report.results().stream()
                .filter(result -> result.probe().equals(probe))
                .findFirst()
                .orElseThrow()
                .finding();
    }
}
