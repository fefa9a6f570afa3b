package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Durability;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An error of the file system at every step of every operation. */
final class CrashFaultTest {

    /** Whether every error is tried at each level. */
    private static final boolean ALL = System.getProperty("crash.states") != null;

    @Test
    void everyErrorIsTypedAndNothingIsLostAfterIt() {
        CrashFaultSuite suite = new CrashFaultSuite(CrashSubject.REAL);
        if (ALL) {
            for (Durability level : Durability.values()) {
                suite.run(CrashHistories.all(), List.of(CrashFault.values()), level);
            }
        } else {
            suite.run(CrashHistories.all(), List.of(CrashFault.EIO, CrashFault.LOST_ANSWER), Durability.FULL);
            suite.run(CrashHistories.all(), List.of(CrashFault.ENOSPC), Durability.DATA);
            suite.run(CrashHistories.all(), List.of(CrashFault.EACCES, CrashFault.EMFILE), Durability.NONE);
        }
        System.out.println(suite.verdict().line("errors of steps"));

        assertThat(suite.verdict().told()).isEmpty();
        assertThat(suite.verdict().tried()).isGreaterThan(2_000);
    }

    @Test
    void writesThatTakeFewBytesAtOnceAreCarriedToTheirEnd() throws IOException {
        for (CrashHistory history : CrashHistories.all()) {
            try (CrashRun run = new CrashRun(history, Durability.FULL, CrashSubject.REAL)) {
                run.fs().faults().writeAtMost(777);
                run.play();
                CrashVerdict verdict = new CrashVerdict();
                verdict.begin(history.name());
                int now = run.fs().disk().log().size();
                new CrashCheck(CrashSubject.REAL, run.oracle().after(now, false), verdict)
                        .judgeObjects(run.client().backend());

                assertThat(verdict.told()).isEmpty();
            }
        }
    }
}
