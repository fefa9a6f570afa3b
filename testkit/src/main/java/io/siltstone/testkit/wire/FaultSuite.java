package io.siltstone.testkit.wire;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.core.resilience.ResilientConfig;
import java.io.IOException;
import java.time.Duration;

/** Every fault of a plan against every deed and every request of it that the fault can strike, on one server. */
public final class FaultSuite {

    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofSeconds(30);

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
                Backend struck = server.open(SHORT);
                Backend honest = server.open(LONG)) {
            new Run(server, struck, honest, times)
                    .all((fault, operation, deed, what, scene) -> tally.attempt(what, deed, scene));
        }
    }

    /**
     * The store under {@link ResilientBackend}: a fault that strikes once, and of those that pass, leaves no trace; one that
     * goes on costs no more than the first attempt and the retries.
     */
    public void outlive(long seed, Times times) throws IOException {
        StoreRuntime runtime = StoreRuntime.system().withSleeper(pause -> {});
        try (FaultPlan.Server server = plan.start(seed);
                Backend struck = server.open(SHORT);
                Backend honest = server.open(LONG)) {
            ResilientConfig config = ResilientConfig.of(struck.config());
            int attempts = config.maxRetries() + 1;
            ResilientBackend resilient = new ResilientBackend(struck, config, runtime);
            new Run(server, resilient, honest, times).all((fault, operation, deed, what, scene) -> {
                resilient.resetCircuitBreaker();
                long before = server.requests(operation);
                boolean must = times == Times.ONCE && plan.passes(fault, operation, deed);
                if (must) {
                    tally.require(what, deed, scene);
                } else {
                    tally.attempt(what, deed, scene);
                }
                tally.requests(
                        what,
                        server.requests(operation) - before,
                        (long) attempts * plan.requestsOfAnAttempt(operation));
            });
        }
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
