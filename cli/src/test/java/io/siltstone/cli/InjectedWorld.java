package io.siltstone.cli;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Clocks, sleep, randomness and the environment: which calls bring them in, where that may be, what to use instead. */
final class InjectedWorld {

    /** The only classes that may take these from the machine; all others are given them. */
    static final Set<String> TAKEN_FROM_THE_MACHINE = Set.of(
            "io.siltstone.core.StoreRuntime",
            "io.siltstone.core.Environment",
            "io.siltstone.core.Sleeper",
            "io.siltstone.cli.Main",
            "io.siltstone.testkit.ConfigFixture");

    private static final String CLOCK = "take StoreRuntime.clock() or an InstantSource";
    private static final String RUNNING_CLOCK = "take StoreRuntime.nanoTime() or a LongSupplier";
    private static final String WAITING = "take StoreRuntime.sleeper(), or wait for a condition";
    private static final String RANDOM = "take StoreRuntime.random() or a seeded RandomGenerator";
    private static final String ENVIRONMENT =
            "take StoreRuntime.environment(), or the Map<String, String> that Main read";

    private static final List<Source> SOURCES = List.of(
            new Source("java.time.", "now", CLOCK),
            new Source(InstantSource.class.getName(), "system", CLOCK),
            new Source(Clock.class.getName(), "system", CLOCK),
            new Source(Clock.class.getName(), "tick", CLOCK),
            new Source(System.class.getName(), "currentTimeMillis", CLOCK),
            new Source(System.class.getName(), "nanoTime", RUNNING_CLOCK),
            new Source(Thread.class.getName(), "sleep", WAITING),
            new Source(TimeUnit.class.getName(), "sleep", WAITING),
            new Source(LockSupport.class.getName(), "park", WAITING),
            new Source(Math.class.getName(), "random", RANDOM),
            new Source(SecureRandom.class.getName(), "<init>", RANDOM),
            new Source(ThreadLocalRandom.class.getName(), "current", RANDOM),
            new Source(UUID.class.getName(), "randomUUID", RANDOM),
            new Source(RandomGenerator.class.getName(), "getDefault", RANDOM),
            new Source(System.class.getName(), "getenv", ENVIRONMENT));

    private InjectedWorld() {}

    static DescribedPredicate<JavaClass> givenEverything() {
        return DescribedPredicate.describe(
                "are none of " + TAKEN_FROM_THE_MACHINE, type -> !TAKEN_FROM_THE_MACHINE.contains(topLevel(type)));
    }

    static ArchCondition<JavaClass> takeNothingFromTheMachine() {
        return new ArchCondition<>("take no clock, sleep, randomness or environment from the machine") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    for (Source source : SOURCES) {
                        if (source.isMeantBy(access)) {
                            events.add(SimpleConditionEvent.violated(
                                    access, access.getDescription() + "; instead " + source.instead()));
                        }
                    }
                    if (isUnseededRandom(access)) {
                        events.add(
                                SimpleConditionEvent.violated(access, access.getDescription() + "; instead " + RANDOM));
                    }
                }
            }
        };
    }

    private static boolean isUnseededRandom(JavaAccess<?> access) {
        return access.getTarget().getFullName().equals(Random.class.getName() + ".<init>()");
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /**
     * A way in.
     *
     * @param owner a class, or a package with its last dot
     * @param member how the member's name begins
     * @param instead what to use
     */
    private record Source(String owner, String member, String instead) {

        boolean isMeantBy(JavaAccess<?> access) {
            String target = access.getTargetOwner().getName();
            boolean owned = owner.endsWith(".") ? target.startsWith(owner) : target.equals(owner);
            return owned && access.getTarget().getName().startsWith(member);
        }
    }
}
