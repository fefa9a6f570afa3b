package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeListener;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.StoreProbes;
import io.siltstone.testkit.MutableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/**
 * A wrong clock at the real server. The signer of the AWS SDK takes the machine's and subtracts an offset, which a new
 * client has from the process: with one of an hour it signs as a machine does whose clock is an hour behind.
 */
final class S3ClockTest {

    private static final String ALL_OF_IT = "open s3://.*: this machine's clock is not the store's: set it right; "
            + "HTTP 403 RequestTimeTooSkewed.*, at the store it is [A-Z][a-z]{2}, .* GMT.*";

    private S3Config config;

    @BeforeEach
    void createBucket() throws Exception {
        config = S3Stores.newBucket(Map.of());
    }

    @AfterEach
    void setRight() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    /**
     * AWS, "Authenticating requests (AWS Signature Version 4)": a request more than 15 minutes off is refused. The SDK
     * takes the store's time from the refusal by itself, for this client and those to come, though it may not retry.
     */
    @ParameterizedTest
    @ValueSource(ints = {3600, -3600})
    void aClockThatIsAnHourOffIsToldOnceAndMadeUpFor(int secondsBehind) throws Exception {
        SdkGlobalTime.setGlobalTimeOffset(secondsBehind);
        try (S3Link link = S3Link.open(
                config,
                S3Secrets.of(S3Stores.environment()),
                StoreRuntime.system().withEnvironment(S3Stores.environment()))) {
            assertThatThrownBy(() -> S3Probe.open(link.calls()))
                    .isInstanceOf(UnauthenticatedException.class)
                    .message()
                    .matches(ALL_OF_IT);
            S3Probe.open(link.calls());
        }
        assertThat(Math.abs(SdkGlobalTime.getGlobalTimeOffset())).isLessThan(60);
        try (Backend backend = S3Stores.open(config)) {
            assertThat(S3Stores.all(backend.listTransfers())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, -600})
    void aClockThatIsTenMinutesOffDoesNoHarm(int secondsBehind) throws Exception {
        SdkGlobalTime.setGlobalTimeOffset(secondsBehind);
        S3Stores.open(config).close();
        assertThat(SdkGlobalTime.getGlobalTimeOffset()).isEqualTo(secondsBehind);
    }

    @ParameterizedTest
    @ValueSource(ints = {3600, -3600})
    void theDoctorGoesOnAndSaysHowMuch(int secondsBehind) throws Exception {
        SdkGlobalTime.setGlobalTimeOffset(secondsBehind);
        MutableClock clock = MutableClock.over(StoreRuntime.system().clock());
        clock.advance(Duration.ofSeconds(-secondsBehind));
        ProbeReport report = StoreProbes.run(
                config,
                Backends.with(StoreRuntime.system()
                        .withEnvironment(S3Stores.environment())
                        .withClock(clock)),
                ProbeListener.NONE);
        ProbeFinding found = report.results().stream()
                .filter(result -> result.probe().equals("clock"))
                .findFirst()
                .orElseThrow()
                .finding();
        assertThat(found.verdict()).isEqualTo(ProbeFinding.Verdict.DEVIATES);
        assertThat(found.observed()).matches("(359|360)\\d s " + (secondsBehind > 0 ? "ahead" : "behind"));
        assertThat(report.config()).isEqualTo(config);
    }
}
