package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Durability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An error of the file system at every step of every operation. */
final class CrashFaultTest {

    @Test
    void everyErrorIsTypedAndNothingIsLostAfterIt() {
        CrashFaultSuite suite = new CrashFaultSuite(CrashSubject.REAL);
        suite.run(CrashHistories.all(), List.of(CrashFault.values()), Durability.FULL);
        System.out.println(suite.verdict().line("errors of steps"));

        assertThat(suite.verdict().told()).isEmpty();
    }
}
