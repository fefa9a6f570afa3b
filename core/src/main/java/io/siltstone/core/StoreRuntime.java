package io.siltstone.core;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What stores take from the world besides their settings. The one place of the core where clocks, waiting, randomness and
 * the environment come in.
 *
 * @param clock the time of day, for what is stored
 * @param nanoTime a running clock, for durations, as {@link System#nanoTime}
 * @param sleeper waits between the tries of an operation
 * @param random for names that must not be guessed or met twice; used by many threads
 * @param environment the variables that credentials and endpoints come from
 * @param listener told of every operation
 */
public record StoreRuntime(
        InstantSource clock,
        LongSupplier nanoTime,
        Sleeper sleeper,
        RandomGenerator random,
        Environment environment,
        StorageListener listener) {

    public StoreRuntime {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoTime, "nanoTime");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(listener, "listener");
    }

    /** The machine's own clocks, randomness and environment, and nobody listening. */
    public static StoreRuntime system() {
        return new StoreRuntime(
                InstantSource.system(),
                System::nanoTime,
                Sleeper.system(),
                new SecureRandom(),
                Environment.system(),
                StorageListener.NONE);
    }

    public StoreRuntime withClock(InstantSource other) {
        return new StoreRuntime(other, nanoTime, sleeper, random, environment, listener);
    }

    public StoreRuntime withNanoTime(LongSupplier other) {
        return new StoreRuntime(clock, other, sleeper, random, environment, listener);
    }

    public StoreRuntime withSleeper(Sleeper other) {
        return new StoreRuntime(clock, nanoTime, other, random, environment, listener);
    }

    public StoreRuntime withRandom(RandomGenerator other) {
        return new StoreRuntime(clock, nanoTime, sleeper, other, environment, listener);
    }

    public StoreRuntime withEnvironment(Environment other) {
        return new StoreRuntime(clock, nanoTime, sleeper, random, other, listener);
    }

    public StoreRuntime withListener(StorageListener other) {
        return new StoreRuntime(clock, nanoTime, sleeper, random, environment, other);
    }
}
