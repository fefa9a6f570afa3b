package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** One owner's hold on a transfer. What an append took in is in the store when it returns, its last bytes in the record. */
final class S3Transfer implements Transfer {

    private final S3TransferStage stage;
    private final S3Calls calls;
    private final Runnable release;
    private boolean ended;

    /** @param release lets another owner of this process come */
    S3Transfer(S3Calls calls, S3TransferStage stage, Runnable release) {
        this.calls = calls;
        this.stage = stage;
        this.release = release;
    }

    @Override
    public long position() {
        requireOpen();
        return stage.position();
    }

    @Override
    public Optional<String> writeId() {
        return stage.writeId();
    }

    @Override
    public MessageDigest prove(Source.Replayable beginning) throws IOException {
        requireOpen();
        ErrorContext context = calls.begin(Operation.APPEND, stage.key().value());
        MessageDigest digest = Sha256.fed(beginning);
        if (!stage.prove(digest)) {
            throw discarding(new IntegrityException(context, "what is staged is not the beginning of the source"));
        }
        return digest;
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        ErrorContext context = calls.begin(Operation.APPEND, stage.key().value());
        if (expectedOffset != position()) {
            throw new PreconditionFailedException(
                    context, "offset " + expectedOffset + " is not the position " + position());
        }
        try (InputStream in = bytes.open()) {
            take(in, context);
        }
    }

    /** What the source gave before it failed is kept; what the store failed to take is not. */
    private void take(InputStream in, ErrorContext context) throws IOException {
        while (true) {
            int n;
            try {
                n = stage.fill(in);
            } catch (IOException e) {
                keepAfter(e);
                throw e;
            }
            if (n < 0) {
                stage.save();
                return;
            }
            if (stage.position() > stage.source().sizeBytes()) {
                stage.forget();
                throw new IntegrityException(
                        context, "the bytes pass the size of " + stage.source().sizeBytes());
            }
        }
    }

    private void keepAfter(IOException failure) {
        try {
            stage.save();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        requireOpen();
        ErrorContext context = calls.begin(Operation.COMMIT, stage.key().value());
        boolean whole =
                stage.position() == totalBytes && totalBytes == stage.source().sizeBytes();
        if (!whole || !stage.sha256().equals(sha256)) {
            long held = stage.position();
            throw discarding(new IntegrityException(
                    context, "the " + held + " staged bytes are not the " + totalBytes + " of SHA-256 " + sha256));
        }
        ObjectInfo info = stage.publish(context);
        end();
        return info;
    }

    /** What is staged is worth nothing; what keeps it from being removed is told beside the reason, for a sweep finds it. */
    private IntegrityException discarding(IntegrityException reason) {
        try {
            abort();
        } catch (StorageException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }

    @Override
    public void abort() throws StorageException {
        if (!ended) {
            end();
            stage.discard();
        }
    }

    @Override
    public void close() throws StorageException {
        if (!ended) {
            end();
            if (stage.position() == 0) {
                stage.discard();
            }
        }
    }

    private void end() {
        ended = true;
        release.run();
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transfer has ended");
        }
    }
}
