package io.siltstone.core.local;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One owner's hold on a transfer. Locked for each step, because the store may be closed from another thread between two;
 * never while the source is read.
 */
final class LocalTransfer implements Transfer {

    private final ObjectKey key;
    private final SourceFingerprint source;
    private final WriteOptions options;
    private final TransferStage stage;
    private final LocalPublisher publisher;
    private final Closeable owner;
    private final LocalCall call;
    private boolean ended;

    LocalTransfer(
            ObjectKey key,
            SourceFingerprint source,
            WriteOptions options,
            TransferStage stage,
            LocalPublisher publisher,
            Closeable owner,
            LocalCall call) {
        this.key = key;
        this.source = source;
        this.options = options;
        this.stage = stage;
        this.publisher = publisher;
        this.owner = owner;
        this.call = call;
    }

    @Override
    public synchronized long position() {
        requireOpen();
        return stage.position();
    }

    @Override
    public Optional<String> writeId() {
        return options.writeId();
    }

    @Override
    public MessageDigest prove(Source.Replayable beginning) throws IOException {
        requireOpen();
        MessageDigest digest = Sha256.fed(beginning);
        synchronized (this) {
            requireOpen();
            if (!stage.sha256().equals(Sha256.soFar(digest))) {
                throw discarding(
                        new IntegrityException(call.context(), "what is staged is not the beginning of the source"));
            }
        }
        return digest;
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        long position = position();
        if (expectedOffset != position) {
            throw new PreconditionFailedException(
                    call.context(), "offset " + expectedOffset + " is not the position " + position);
        }
        requireRoom(bytes.sizeBytes().orElse(0));
        byte[] chunk = new byte[LocalLimits.CHUNK_BYTES];
        try (InputStream in = bytes.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                take(chunk, n);
            }
        }
    }

    private synchronized void requireRoom(long bytes) throws IntegrityException {
        if (bytes > source.sizeBytes() - stage.position()) {
            throw new IntegrityException(
                    call.context(), "the bytes pass the size of the source, which is " + source.sizeBytes());
        }
    }

    private synchronized void take(byte[] chunk, int length) throws StorageException {
        requireOpen();
        requireRoom(length);
        call.requireRunning();
        try {
            stage.add(chunk, length);
        } catch (IOException e) {
            throw call.failed(e);
        }
        if (stage.isCheckpointDue()) {
            checkpoint();
        }
    }

    /** Forces and notes what is staged. A force that failed ends the transfer: what it lost, nobody knows. */
    private void checkpoint() throws StorageException {
        try {
            stage.force();
        } catch (IOException e) {
            throw discarding(call.failed(e));
        }
        try {
            stage.note();
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    @Override
    public synchronized ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
        LocalCall commit = new LocalCall(
                call.root(), ErrorContext.of(Operation.COMMIT, call.context().backend(), key.value()));
        boolean whole = position() == totalBytes && totalBytes == source.sizeBytes();
        if (!whole || !stage.sha256().equals(sha256)) {
            throw discarding(new IntegrityException(
                    commit.context(),
                    "the " + stage.position() + " staged bytes are not the " + totalBytes + " of SHA-256 " + sha256));
        }
        commit.requireRunning();
        if (stage.hasUnproven()) {
            checkpoint();
        }
        ObjectInfo info = publish(commit);
        endPublished();
        return info;
    }

    private ObjectInfo publish(LocalCall commit) throws StorageException {
        LocalPublication publication;
        try {
            publication = publisher.begin(key, options, stage.staged(commit), commit);
        } catch (IOException e) {
            throw commit.failed(e);
        }
        FileFacts facts = seal(publication);
        try {
            return publisher.publish(publication, facts);
        } catch (DurabilityUnknownException e) {
            endPublished();
            throw e;
        } catch (StorageException e) {
            publisher.giveUp(publication);
            throw e;
        }
    }

    private FileFacts seal(LocalPublication publication) throws StorageException {
        try {
            return publisher.seal(publication);
        } catch (CancelledException e) {
            publisher.giveUp(publication);
            throw e;
        } catch (StorageException e) {
            publisher.giveUp(publication);
            throw discarding(e);
        } finally {
            stage.closeQuietly();
        }
    }

    @Override
    public synchronized void abort() throws StorageException {
        if (!ended) {
            end();
        }
    }

    @Override
    public synchronized void close() throws StorageException {
        if (ended) {
            return;
        }
        // Who was interrupted lets go in order, too.
        boolean interrupted = Thread.interrupted();
        try {
            if (stage.hasUnproven()) {
                checkpoint();
            }
        } finally {
            stage.closeQuietly();
            release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private StorageException discarding(StorageException e) {
        try {
            end();
        } catch (StorageException also) {
            e.addSuppressed(also);
        }
        return e;
    }

    /** What is left over is for a sweep: it must not make the object look unpublished. */
    private void endPublished() {
        try {
            end();
        } catch (StorageException e) {
            return;
        }
    }

    /** Removes what is staged and lets go. */
    private void end() throws StorageException {
        try {
            stage.discard();
        } catch (IOException e) {
            throw call.failed(e);
        } finally {
            release();
        }
    }

    private void release() throws StorageException {
        if (ended) {
            return;
        }
        ended = true;
        try {
            owner.close();
        } catch (IOException e) {
            throw LocalErrors.translate(e, call.context());
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transfer has ended");
        }
    }
}
