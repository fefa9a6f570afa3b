package io.siltstone.core.memory;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

/** One owner's hold on what is staged. */
final class MemoryTransfer implements Transfer {

    private static final int CHUNK_BYTES = 8192;

    private final MemoryTransfers transfers;
    private final MemoryTransfers.Staged staged;
    private final Optional<String> writeId;
    private final MemoryWriter.Publication publication;
    private final InstantSource clock;
    private final ErrorContext context;
    private boolean ended;

    MemoryTransfer(
            MemoryTransfers transfers,
            MemoryTransfers.Staged staged,
            Optional<String> writeId,
            MemoryWriter.Publication publication,
            InstantSource clock,
            ErrorContext context) {
        this.transfers = transfers;
        this.staged = staged;
        this.writeId = writeId;
        this.publication = publication;
        this.clock = clock;
        this.context = context;
    }

    @Override
    public long position() {
        requireOpen();
        return transfers.position(staged);
    }

    @Override
    public Optional<String> writeId() {
        return writeId;
    }

    @Override
    public MessageDigest prove(Source.Replayable beginning) throws IOException {
        requireOpen();
        MessageDigest digest = Sha256.fed(beginning);
        if (!Sha256.soFar(digest).equals(Sha256.of(transfers.content(staged)))) {
            abort();
            throw new IntegrityException(context, "what is staged is not the beginning of the source");
        }
        return digest;
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        if (expectedOffset != position()) {
            throw new PreconditionFailedException(
                    context, "offset " + expectedOffset + " is not the position " + position());
        }
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = bytes.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (n > staged.source().sizeBytes() - position()) {
                    throw new IntegrityException(
                            context,
                            "the bytes pass the size of " + staged.source().sizeBytes());
                }
                transfers.append(staged, chunk, n, clock.instant());
            }
        }
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        requireOpen();
        byte[] content = transfers.content(staged);
        boolean whole =
                content.length == totalBytes && totalBytes == staged.source().sizeBytes();
        if (!whole || !Sha256.of(content).equals(sha256)) {
            abort();
            throw new IntegrityException(
                    context,
                    "the " + content.length + " staged bytes are not the " + totalBytes + " of SHA-256 " + sha256);
        }
        ObjectInfo info = publication.publish(content);
        abort();
        return info;
    }

    @Override
    public void abort() {
        if (!ended) {
            ended = true;
            transfers.discard(staged);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            transfers.release(staged);
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transfer has ended");
        }
    }
}
