package io.siltstone.core;

import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** A transfer whose commit settles what became of it. */
record SettledTransfer(Transfer inner, Backend backend, ObjectKey key, WriteMode mode) implements Transfer {

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
        return inner.prove(beginning);
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        inner.append(expectedOffset, bytes);
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        ObjectInfo published = new WriteOutcome(backend, key, mode, writeId())
                .<StorageException>settle(() -> inner.commit(totalBytes, sha256));
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
        inner.abort();
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }
}
