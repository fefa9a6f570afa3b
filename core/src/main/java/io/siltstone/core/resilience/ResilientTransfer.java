package io.siltstone.core.resilience;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A transfer that goes on at its position where an append breaks off.
 *
 * @param settlement tells whose object is there after a commit
 */
record ResilientTransfer(Transfer inner, RetryLoop loop, WriteSettlement settlement) implements Transfer {

    @Override
    public long position() {
        return inner.position();
    }

    @Override
    public Optional<String> writeId() {
        return inner.writeId();
    }

    @Override
    public MessageDigest prove(Source.Replayable beginning) throws IOException {
        Effort effort = loop.begin(Operation.APPEND, key());
        WatchedSource source = new WatchedSource(beginning, () -> loop.moved(effort));
        return loop.run(effort, new Prove(inner, source.forAttempts(), source));
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        Effort effort = loop.begin(Operation.APPEND, key());
        WatchedSource source = new WatchedSource(bytes, () -> loop.moved(effort));
        try {
            loop.run(effort, new Append(inner, expectedOffset, source));
        } finally {
            source.end();
        }
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        Task<ObjectInfo, StorageException> commit = new Commit(inner, totalBytes, sha256, settlement.of(writeId()));
        ObjectInfo published = loop.run(Operation.COMMIT, key(), commit);
        endPublished();
        return published;
    }

    /** What a commit whose answer was lost has left over is for a sweep, where it cannot be removed. */
    private void endPublished() {
        try {
            inner.abort();
        } catch (StorageException e) {
            return;
        }
    }

    @Override
    public void abort() throws StorageException {
        loop.run(Operation.APPEND, key(), () -> {
            inner.abort();
            return this;
        });
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }

    private String key() {
        return settlement.key().value();
    }

    /** Bytes that do not fit or do not match are the caller's, and no accident of the store. */
    private static boolean isOfTheBytes(StorageException error) {
        return Classification.TABLE.get(error.getClass()) == Verdict.DAMAGED;
    }

    private record Prove(Transfer inner, Source.Replayable beginning, WatchedSource source)
            implements Task<MessageDigest, IOException> {

        @Override
        public MessageDigest attempt() throws IOException {
            return inner.prove(beginning);
        }

        @Override
        public boolean isCallers(StorageException error) {
            return source.isFailed() || isOfTheBytes(error);
        }
    }

    private record Append(Transfer inner, long offset, WatchedSource source) implements Task<Transfer, IOException> {

        @Override
        public Transfer attempt() throws IOException {
            long position = inner.position();
            boolean goesOn = position > offset && source.isTaken();
            inner.append(goesOn ? position : offset, source.from(goesOn ? position - offset : 0));
            return inner;
        }

        @Override
        public boolean isCallers(StorageException error) {
            return source.isFailed() || isOfTheBytes(error);
        }

        /** A caller who cannot give the bytes again reads the position and goes on himself. */
        @Override
        public Optional<StorageException> hindrance(StorageException error) {
            return source.isSpent() ? Optional.of(error) : Optional.empty();
        }
    }

    private record Commit(Transfer inner, long totalBytes, Sha256 sha256, WriteSettlement settlement)
            implements Task<ObjectInfo, StorageException> {

        @Override
        public ObjectInfo attempt() throws StorageException {
            return inner.commit(totalBytes, sha256);
        }

        @Override
        public boolean isCallers(StorageException error) {
            return isOfTheBytes(error);
        }

        @Override
        public Optional<ObjectInfo> settle(Effort effort, StorageException error) throws StorageException {
            return settlement.settle(effort, error);
        }
    }
}
