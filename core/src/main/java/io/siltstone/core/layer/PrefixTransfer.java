package io.siltstone.core.layer;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** A transfer of the store below, whose result is told under the caller's key. */
record PrefixTransfer(Transfer inner, ObjectKey key) implements Transfer {

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
        return inner.commit(totalBytes, sha256).withKey(key);
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
