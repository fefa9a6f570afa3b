package io.siltstone.testkit.wire;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.core.resilience.ResilientConfig;
import java.io.IOException;
import java.time.Duration;

/** Every fault of a plan against every deed and every request of it that the fault can strike, on one server. */
public final class FaultSuite {

    /** A stall is noticed after that; a busy machine may seem to stall for as long. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Where a fault must leave no trace, the machine must not look like one. */
    private static final Duration LONGER_PATIENCE = PATIENCE.multipliedBy(2);

    private static final Duration HONEST_PATIENCE = Duration.ofSeconds(30);
    private static final int OPENINGS = 40;

    private final FaultPlan plan;
    private final FaultTally tally;

    public FaultSuite(FaultPlan plan, FaultTally tally) {
        this.plan = plan;
        this.tally = tally;
    }

    /** Whether the fault strikes the next request only, or each. */
    public enum Times {
        ONCE,
        ALWAYS
    }

    /** The bare store: a fault may make a deed fail, with a typed error. */
    public void strike(long seed, Times times) throws IOException {
        try (FaultPlan.Server server = plan.start(seed);
                Backend honest = server.open(HONEST_PATIENCE);
                Backend struck = open(server, PATIENCE)) {
            new Run(server, struck, honest, times)
                    .all((fault, operation, deed, what, scene) -> tally.attempt(what, deed, scene));
        }
    }

    /**
     * The store under {@link ResilientBackend}: a fault that strikes once, and of those that pass, leaves no trace; one that
     * goes on costs no more than the first attempt and the retries.
     */
    public void outlive(long seed, Times times) throws IOException {
        try (FaultPlan.Server server = plan.start(seed);
                Backend honest = server.open(HONEST_PATIENCE);
                Backend struck = open(server, LONGER_PATIENCE)) {
            ResilientConfig config = ResilientConfig.of(struck.config());
            new Run(server, struck, honest, times).all((fault, operation, deed, what, scene) -> {
                long before = server.requests(operation);
                if (times == Times.ONCE && plan.passes(fault, operation, deed)) {
                    tally.require(what, deed, resilient(scene, config));
                } else {
                    tally.attempt(what, deed, resilient(scene, config));
                }
                long most = (config.maxRetries() + 1L) * plan.requestsOfAnAttempt(operation);
                tally.requests(what, server.requests(operation) - before, most);
            });
        }
    }

    /** The first request of a process can take longer than it is to be waited for later. */
    private static Backend open(FaultPlan.Server server, Duration patience) throws StorageException {
        for (int i = 1; i < OPENINGS; i++) {
            try {
                return server.open(patience);
            } catch (TimeoutException e) {
                // Once more.
            }
        }
        return server.open(patience);
    }

    /** With a breaker and a budget of its own: no try spends what the next one needs. */
    private static Deed.Scene resilient(Deed.Scene scene, ResilientConfig config) {
        StoreRuntime unhurried = StoreRuntime.system().withSleeper(pause -> {});
        return scene.through(new ResilientBackend(scene.struck(), config, unhurried));
    }

    @FunctionalInterface
    private interface Try {
        void run(StoreFault fault, String operation, Deed deed, String what, Deed.Scene scene);
    }

    /** All tries on one server. */
    private final class Run {

        private final FaultPlan.Server server;
        private final Backend struck;
        private final Backend honest;
        private final Times times;

        Run(FaultPlan.Server server, Backend struck, Backend honest, Times times) {
            this.server = server;
            this.struck = struck;
            this.honest = honest;
            this.times = times;
        }

        void all(Try each) throws IOException {
            for (StoreFault fault : plan.faults()) {
                for (Deed deed : plan.requests().keySet()) {
                    for (String operation : plan.requests().get(deed)) {
                        if (plan.applies(fault, operation, deed)) {
                            one(fault, operation, deed, each);
                        }
                    }
                }
            }
        }

        private void one(StoreFault fault, String operation, Deed deed, Try each) throws IOException {
            boolean always = times == Times.ALWAYS;
            String what = fault + " on " + operation + " in " + deed + (always ? ", always" : "");
            Deed.Scene scene = Deed.Scene.prepare(
                    struck, honest, "t" + tally.tried(), fault.row().equals("S4"));
            server.add(always ? WireRule.always(operation, fault) : WireRule.once(operation, fault));
            each.run(fault, operation, deed, what, scene);
            server.clear();
        }
    }
}
