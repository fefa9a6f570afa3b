package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.testkit.wire.FaultPlan;
import io.siltstone.testkit.wire.FaultSuite;
import io.siltstone.testkit.wire.FaultTally;
import io.siltstone.testkit.wire.Leaks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every fault of the wire and of the store against every operation that it can strike: no wrong bytes, no hang, no error
 * without a type, nothing left open; and under the layer that tries again, nothing to be seen of what passes. Once each;
 * {@code -Pfaults} strikes the next request only and every request, with three seeds.
 */
class AzureWireFaultsTest {

    private static final boolean FULL = "full".equals(System.getProperty("siltstone.faults"));

    /** OkHttp tidies all connection pools of the process with these, which end a minute after the last of them is empty. */
    private static final String OKHTTP = "OkHttp TaskRunner";

    private final FaultPlan plan = new AzureFaultPlan();

    @Test
    void everyFaultIsGotOverOrToldByItsType() throws Exception {
        FaultTally again = new FaultTally();
        FaultSuite resilient = new FaultSuite(plan, again);
        resilient.outlive(1, FaultSuite.Times.ONCE);
        if (FULL) {
            resilient.outlive(1, FaultSuite.Times.ALWAYS);
        }
        again.close();

        // After the first pass, with which come the threads and sockets that a process keeps once.
        Leaks leaks = Leaks.fromNow();
        FaultTally tally = new FaultTally();
        FaultSuite bare = new FaultSuite(plan, tally);
        for (long seed = 1; seed <= (FULL ? 3 : 1); seed++) {
            bare.strike(seed, FaultSuite.Times.ONCE);
            if (FULL) {
                bare.strike(seed, FaultSuite.Times.ALWAYS);
            }
        }
        tally.close();
        List<Thread> threads = leaks.threads(OKHTTP);
        Set<String> sockets = leaks.sockets();

        System.out.println("Azure, tried again: " + again.line());
        System.out.println("Azure: " + tally.line() + ", sockets left open " + sockets.size() + ", threads left "
                + threads.size());
        assertThat(again.problems()).isEmpty();
        assertThat(tally.problems()).isEmpty();
        assertThat(tally.tried()).isGreaterThanOrEqualTo(FULL ? 1000 : 300);
        assertThat(sockets).isEmpty();
        assertThat(threads).isEmpty();
    }
}
