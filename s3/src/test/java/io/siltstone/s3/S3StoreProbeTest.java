package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sleeper;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeFinding.Verdict;
import io.siltstone.core.probe.ProbeListener;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.ProbeResult;
import io.siltstone.core.probe.StoreProbes;
import io.siltstone.testkit.MutableClock;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testservers.CephServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3StoreProbeTest {

    private static final String MARK = "~scratch-of-siltstone-doctor";

    private final MutableClock serverClock = MutableClock.over(InstantSource.system());
    private final S3FaultServer server = new S3FaultServer("bucket", serverClock, Sleeper.system(), 1);

    @AfterEach
    void close() {
        server.close();
    }

    /** The settings that all other tests against Ceph use are those that are found here. */
    @Test
    void findsWhatCephIsSetTo() throws Exception {
        CephServer ceph = CephServer.shared();
        S3Config config =
                S3Config.of(ceph.newBucket(), Map.of("endpoint", ceph.endpoint().toString(), "prefix", "a/b"));

        ProbeReport report = StoreProbes.run(
                config,
                Backends.with(StoreRuntime.system().withEnvironment(S3Stores.environment())),
                ProbeListener.NONE);

        assertThat(report.config()).isEqualTo(S3Stores.config(config.bucket(), Map.of("prefix", "a/b")));
        assertThat(report.results()).noneMatch(result -> result.finding().verdict() == Verdict.UNKNOWN);
        assertThat(finding(report, "checksums").observed())
                .isEqualTo(
                        switch (ceph.version()) {
                            case 16 -> "refuses uploads that have one";
                            case 18 -> "takes them, gives none back, believes a wrong one in a header";
                            default -> "takes them, gives them back, believes a wrong one in a header";
                        });
        assertThat(finding(report, "copy-conditions").observed())
                .isEqualTo("on the source's version: " + (ceph.version() == 16 ? "not kept" : "kept")
                        + "; If-None-Match: * on the target: not kept");
        assertThat(report.leftovers()).isZero();
    }

    @Test
    void aStoreThatDoesEverythingNeedsNoSettingButThePath() throws Exception {
        ProbeReport report = examined();

        assertThat(changes(report)).containsExactly(Map.entry("pathStyle", "true"));
        assertThat(deviating(report)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void deletesThatAreClaimedFalselyAreFound() throws Exception {
        server.strikeAlways(S3Operation.DELETE_OBJECTS, S3Fault.CLAIMED_DELETES);

        ProbeReport report = examined();

        assertThat(changes(report)).containsEntry("verifyDeletes", "true");
        assertThat(deviating(report)).containsExactly("batch-delete", "delete-batch");
        assertNothingIsLeft();
    }

    @Test
    void keysThatABatchForgetsAreFoundAndNeedNoSetting() throws Exception {
        server.strikeAlways(S3Operation.DELETE_OBJECTS, S3Fault.KEYS_NOT_MENTIONED);

        ProbeReport report = examined();

        assertThat(deviating(report)).containsExactly("batch-delete");
        assertThat(changes(report)).containsOnlyKeys("pathStyle");
    }

    @Test
    void aStoreThatListsInAnotherOrderIsFound() throws Exception {
        server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.KEYS_UNSORTED);

        assertThat(finding(examined(), "list-order").verdict()).isEqualTo(Verdict.DEVIATES);
    }

    @Test
    void aStoreThatAnswersWithAnotherRangeIsFound() throws Exception {
        server.strikeAlways(S3Operation.GET_OBJECT, S3Fault.RANGE_ELSEWHERE);

        assertThat(finding(examined(), "ranges").verdict()).isNotEqualTo(Verdict.OK);
    }

    @Test
    void whatMayNotBeAskedIsUnknownAndKeepsItsSetting() throws Exception {
        server.strikeAlways(S3Operation.PUT_OBJECT, S3Fault.ACCESS_DENIED);

        ProbeReport report = examined(Map.of("etagQuoting", "UNQUOTED"));

        assertThat(finding(report, "if-match").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(changes(report)).containsOnly(Map.entry("pathStyle", "true"), Map.entry("etagQuoting", "UNQUOTED"));
    }

    @Test
    void anInterruptedExaminationClearsUpAndStaysInterrupted() throws Exception {
        for (String last : new String[] {"checksums", "multipart-conditions", "replace-version"}) {
            ProbeListener interrupting = result -> {
                if (result.probe().equals(last)) {
                    Thread.currentThread().interrupt();
                }
            };

            assertThatThrownBy(() -> StoreProbes.run(config(), backends(), interrupting))
                    .as(last)
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertNothingIsLeft();
        }
    }

    /** As a doctor leaves it that is killed; of what has no mark, or is young, nothing is known. */
    @Test
    void whatAKilledDoctorLeftIsRemovedAfterADay() throws Exception {
        List<String> old = List.of("0123456789abcdef/list/a", "0123456789abcdef/" + MARK);
        List<String> others = List.of("0123456789abcdee/list/a", "mine/list/a", "mine/" + MARK, "loose");
        List<String> young = List.of("0123456789abcded/list/a", "0123456789abcded/" + MARK);
        put(old);
        put(others);
        serverClock.advance(Duration.ofHours(25));
        put(young);

        examined();

        assertThat(left()).containsExactlyInAnyOrderElementsOf(below(others, young));
        serverClock.advance(Duration.ofHours(25));
        examined();
        assertThat(left()).containsExactlyInAnyOrderElementsOf(below(others, List.of()));
    }

    private void put(List<String> names) throws Exception {
        try (Backend store = opened()) {
            for (String name : names) {
                store.write(ObjectKey.of("siltstone-doctor/" + name), Source.bytes(new byte[1]), WriteOptions.DEFAULT);
            }
        }
    }

    private List<String> left() throws Exception {
        try (Backend store = opened()) {
            return S3Stores.all(store.list(ListRequest.of(KeyPrefix.ROOT))).stream()
                    .map(ObjectKey::value)
                    .toList();
        }
    }

    private static List<String> below(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream())
                .map("siltstone-doctor/"::concat)
                .toList();
    }

    @Test
    void aStoreThatListsKeysOfOthersIsNotCleared() throws Exception {
        ObjectKey theirs = ObjectKey.of("elsewhere/key");
        try (Backend store = opened()) {
            store.write(theirs, Source.bytes(new byte[3]), WriteOptions.DEFAULT);
        }
        server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.FOREIGN_KEY);

        assertThatThrownBy(this::examined).isInstanceOf(IntegrityException.class);

        server.clear();
        try (Backend store = opened()) {
            assertThat(store.stat(theirs)).isPresent();
        }
    }

    @Test
    void aStoreThatDoesNotListIsNotSaidToBeCleared() {
        server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.ACCESS_DENIED);

        assertThatThrownBy(this::examined).isInstanceOf(StorageException.class);
    }

    @Test
    void whatCannotBeReadIsNotTakenForAbsent() throws Exception {
        server.strikeAlways(S3Operation.DELETE_OBJECTS, S3Fault.CLAIMED_DELETES);
        server.strikeAlways(S3Operation.GET_OBJECT, S3Fault.ACCESS_DENIED);

        ProbeReport report = examined(Map.of("verifyDeletes", "true"));

        assertThat(finding(report, "batch-delete").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(changes(report)).containsEntry("verifyDeletes", "true");
        assertThat(finding(report, "delete-if-match").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aBucketThatIsNotThereIsAnError() {
        server.loseBucket("bucket");

        assertThatThrownBy(this::examined).isInstanceOf(StorageException.class);
    }

    private ProbeReport examined() throws Exception {
        return examined(Map.of());
    }

    private ProbeReport examined(Map<String, String> settings) throws Exception {
        return StoreProbes.run(ConfigCodec.with(config(), settings), backends(), ProbeListener.NONE);
    }

    private S3Config config() throws StorageException {
        return S3Config.of("bucket", Map.of("endpoint", server.endpoint().toString()));
    }

    private static Backends backends() {
        return Backends.with(StoreRuntime.system().withEnvironment(S3Stores.environment()));
    }

    private Map<String, String> changes(ProbeReport report) throws StorageException {
        return ConfigCodec.differences(config(), report.config(), Set.of());
    }

    private static List<String> deviating(ProbeReport report) {
        return report.results().stream()
                .filter(result -> result.finding().verdict() != Verdict.OK)
                .map(ProbeResult::probe)
                .toList();
    }

    private static ProbeFinding finding(ProbeReport report, String probe) {
        return report.results().stream()
                .filter(result -> result.probe().equals(probe))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    private void assertNothingIsLeft() throws Exception {
        server.clear();
        try (Backend store = opened()) {
            assertThat(S3Stores.all(store.list(ListRequest.of(KeyPrefix.ROOT)))).isEmpty();
            assertThat(S3Stores.all(store.listTransfers())).isEmpty();
        }
    }

    private Backend opened() throws StorageException {
        return backends().open(ConfigCodec.with(config(), Map.of("pathStyle", "true")));
    }
}
