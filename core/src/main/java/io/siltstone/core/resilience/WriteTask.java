package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.NotReplayableException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;

/** A write of a source: repeated while the source gives its bytes again. */
record WriteTask(Backend inner, WatchedSource source, WriteSettlement settlement)
        implements Task<ObjectInfo, IOException> {

    @Override
    public ObjectInfo attempt() throws IOException {
        WriteOptions options = settlement.options();
        return inner.write(settlement.key(), source.forAttempt(), options);
    }

    @Override
    public boolean isCallers(StorageException error) {
        return source.isFailed();
    }

    @Override
    public Optional<StorageException> hindrance(StorageException error) {
        return hindrance(source, error);
    }

    static Optional<StorageException> hindrance(WatchedSource source, StorageException error) {
        return source.isSpent()
                ? Optional.of(new NotReplayableException(
                        error.context(),
                        "the stream was read and cannot be read again after: " + error.reason(),
                        error))
                : Optional.empty();
    }

    @Override
    public Optional<ObjectInfo> settle(Effort effort, StorageException error) throws StorageException {
        return settlement.settle(effort, error);
    }
}
