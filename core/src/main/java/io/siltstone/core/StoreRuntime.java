package io.siltstone.core;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What stores take from the world besides their settings. The one place of the core where the wall clock, the running
 * clock and randomness come in.
 *
 * @param clock the time of day, for what is stored
 * @param nanoTime a running clock, for durations, as {@link System#nanoTime}
 * @param random for names that must not be guessed or met twice; used by many threads
 * @param listener told of every operation
 */
public record StoreRuntime(
        InstantSource clock, LongSupplier nanoTime, RandomGenerator random, StorageListener listener) {

    public StoreRuntime {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoTime, "nanoTime");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(listener, "listener");
    }

    /** The machine's own clocks and randomness, and nobody listening. */
    public static StoreRuntime system() {
        return new StoreRuntime(InstantSource.system(), System::nanoTime, new SecureRandom(), StorageListener.NONE);
    }

    public StoreRuntime withClock(InstantSource other) {
        return new StoreRuntime(other, nanoTime, random, listener);
    }

    public StoreRuntime withRandom(RandomGenerator other) {
        return new StoreRuntime(clock, nanoTime, other, listener);
    }

    public StoreRuntime withListener(StorageListener other) {
        return new StoreRuntime(clock, nanoTime, random, other);
    }
}
