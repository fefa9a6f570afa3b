package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/**
 * Every crash of every operation, as far as a file system may take it. {@code -Dcrash.states=1000000} goes on with
 * random histories until so many states are tried; {@code -Dcrash.replay=ID} tries the one state that a failure names.
 */
final class CrashTest {

    private static final Optional<String> REPLAY = Optional.ofNullable(System.getProperty("crash.replay"));
    private static final int STATES = Integer.getInteger("crash.states", 10_000);
    private static final int STATES_PER_POINT = Integer.getInteger("crash.states") == null ? 60 : 4000;
    private static final int RANDOM_HISTORIES = 1;

    @Test
    void whatIsAcknowledgedOutlivesEveryCrash() {
        CrashSuite suite = new CrashSuite(CrashSubject.REAL, STATES_PER_POINT, REPLAY);
        suite.run(CrashHistories.all());
        int seed = 0;
        while (REPLAY.isEmpty() && (seed < RANDOM_HISTORIES || suite.verdict().tried() < STATES)) {
            suite.run(List.of(CrashRandomHistory.of(++seed)));
        }
        REPLAY.map(CrashRandomHistory.ID::matcher)
                .filter(Matcher::lookingAt)
                .ifPresent(id -> suite.run(List.of(CrashRandomHistory.of(Integer.parseInt(id.group("seed"))))));
        System.out.println(suite.verdict().line("crash states") + ", steps " + suite.points() + ", of which with all"
                + " combinations " + (suite.points() - suite.sampledPoints()));

        assertThat(suite.verdict().told()).isEmpty();
        assertThat(suite.verdict().tried()).isGreaterThanOrEqualTo(REPLAY.isPresent() ? 1 : STATES);
    }
}
