package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every crash of every operation, as far as a file system may take it. */
final class CrashTest {

    /** The id of one state, as a failure names it. */
    private static final Optional<String> REPLAY = Optional.ofNullable(System.getProperty("crash.replay"));

    private static final int STATES_PER_POINT = 400;

    @Test
    void whatIsAcknowledgedOutlivesEveryCrash() {
        CrashSuite suite = new CrashSuite(CrashSubject.REAL, STATES_PER_POINT, REPLAY);
        suite.run(CrashHistories.all());
        System.out.println(suite.verdict().line("crash states"));

        assertThat(suite.verdict().told()).isEmpty();
        if (REPLAY.isEmpty()) {
            assertThat(suite.verdict().tried()).isGreaterThan(10_000);
        }
    }
}
