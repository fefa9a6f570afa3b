package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Tells the listener of each operation, once, when it ends. */
final class Observer {

    private final String store;
    private final StoreRuntime runtime;

    Observer(String store, StoreRuntime runtime) {
        this.store = store;
        this.runtime = runtime;
    }

    /** A call of the backend. */
    interface Call<T, E extends IOException> {
        T run() throws E;
    }

    /** Runs a call that moves no content. */
    <T, E extends IOException> T observe(Operation operation, String key, Call<T, E> call) throws E {
        return observe(operation, key, result -> 0, call);
    }

    /** Runs a call; the size function says how much content its result is about. */
    <T, E extends IOException> T observe(
            Operation operation, String key, ToLongFunction<? super T> bytes, Call<T, E> call) throws E {
        if (runtime.listener() == StorageListener.NONE) {
            return call.run();
        }
        long started = runtime.nanoTime().getAsLong();
        Optional<StorageException> error = Optional.empty();
        long moved = 0;
        try {
            T result = call.run();
            moved = bytes.applyAsLong(result);
            return result;
        } catch (IOException e) {
            error = e instanceof StorageException typed ? Optional.of(typed) : Optional.empty();
            throw e;
        } finally {
            Duration duration = Duration.ofNanos(runtime.nanoTime().getAsLong() - started);
            runtime.listener().onOperation(new StorageEvent(operation, store, key, moved, duration, error));
        }
    }

    ErrorContext context(Operation operation, String key) {
        return ErrorContext.of(operation, store, key);
    }
}
