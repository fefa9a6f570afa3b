package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotReplayableException;
import io.siltstone.core.error.Operation;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands a stream out once. */
final class OnceStream {

    private final AtomicReference<@Nullable InputStream> stream;

    OnceStream(InputStream stream) {
        this.stream = new AtomicReference<>(stream);
    }

    InputStream take() throws NotReplayableException {
        InputStream taken = stream.getAndSet(null);
        if (taken == null) {
            throw new NotReplayableException(
                    ErrorContext.of(Operation.WRITE, "source"), "the stream can be read once and was opened before");
        }
        return taken;
    }
}
