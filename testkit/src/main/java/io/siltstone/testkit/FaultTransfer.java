package io.siltstone.testkit;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** A transfer whose appends and commit are calls that may go wrong. */
record FaultTransfer(Faults faults, String key, Transfer inner) implements Transfer {

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
        faults.<String, IOException>run(Operation.APPEND, key, struck -> {
            inner.append(expectedOffset, struck.source(bytes));
            return key;
        });
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        return faults.run(Operation.COMMIT, key, struck -> inner.commit(totalBytes, sha256));
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
