package io.siltstone.jobs.sync;

import io.siltstone.core.ByteRange;
import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.ResumeNotSupportedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.jobs.sync.CarriedDetails.Carried;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Copies one object: the version that was listed and no other, published whole, and proven before it counts, by its size
 * and by the hash of the bytes on their way: a resumable write holds what it staged against the hash of what was read, a
 * store that is asked over a network holds each request against its checksum, and a local disk is handed the very bytes
 * that were hashed.
 */
final class ObjectCopy {

    private static final int TAG_DIGITS = 16;

    private final Storage source;
    private final Storage target;
    private final long resumeFromBytes;
    private final String sourceTag;
    private final Pace pace;
    private final CarriedDetails details;

    /**
     * @param sourceName tells this source from others, so that staged bytes of another one are never taken up
     */
    ObjectCopy(Storage source, Storage target, long resumeFromBytes, String sourceName, Pace pace) {
        this.source = source;
        this.target = target;
        this.resumeFromBytes = resumeFromBytes;
        this.sourceTag =
                Sha256.of(sourceName.getBytes(StandardCharsets.UTF_8)).hex().substring(0, TAG_DIGITS);
        this.pace = pace;
        this.details = new CarriedDetails(source, target);
    }

    /**
     * An object that was copied.
     *
     * @param target what the target has now
     * @param sha256 the hash of what was read from the source, and of what the target has
     * @param restarts how often it was sent from its beginning again
     * @param whole whether content type and metadata went along, where both stores keep such
     */
    record Copied(ObjectInfo target, Sha256 sha256, int restarts, boolean whole) {}

    /**
     * Copies the object as it was listed.
     *
     * @throws ChangedDuringReadException if it is no longer the one that was listed; nothing is published
     */
    Copied copy(ObjectInfo object) throws StorageException {
        try {
            boolean resumable = object.sizeBytes() >= resumeFromBytes
                    && object.version().isPresent()
                    && target.capabilities().supports(Capability.RESUMABLE_WRITE);
            Carried carried = details.of(object);
            while (true) {
                try {
                    return resumable ? resumable(object, carried) : whole(object, carried);
                } catch (UnsupportedException refused) {
                    carried = carried.less().orElseThrow(() -> refused);
                }
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context(Operation.COPY, object), "copying failed: " + e.getMessage(), e);
        }
    }

    private Copied whole(ObjectInfo object, Carried carried) throws IOException {
        MessageDigest[] last = {Sha256.newDigest()};
        Source bytes = Source.replayable(object.sizeBytes(), () -> {
            MessageDigest fresh = Sha256.newDigest();
            last[0] = fresh;
            return new DigestInputStream(pace.sending(open(object, 0)), fresh);
        });
        ObjectInfo written = target.write(object.key().value(), bytes, carried.options());
        Sha256 sha256 = Sha256.finish(last[0]);
        return new Copied(proven(object, written), sha256, 0, carried.whole());
    }

    private Copied resumable(ObjectInfo object, Carried carried) throws IOException {
        Attempt first;
        try {
            first = attempt(object, carried);
        } catch (ResumeNotSupportedException e) {
            return whole(object, carried);
        }
        if (first.copied().isPresent()) {
            return first.copied().get();
        }
        // The staged prefix was not the source's: it is gone now, and the object is sent from its beginning, once.
        Attempt second = attempt(object, carried);
        if (second.copied().isEmpty()) {
            throw second.refused().orElseThrow();
        }
        Copied copied = second.copied().get();
        return new Copied(copied.target(), copied.sha256(), 1, copied.whole());
    }

    /** What came of a transfer; refused if the staged bytes were wrong and the transfer did not begin with none. */
    private record Attempt(Optional<Copied> copied, Optional<IntegrityException> refused) {}

    private Attempt attempt(ObjectInfo object, Carried carried) throws IOException {
        SourceFingerprint fingerprint = new SourceFingerprint(
                object.sizeBytes(), sourceTag + ":" + object.version().orElseThrow());
        try (Transfer transfer = target.openTransfer(object.key().value(), fingerprint, carried.options())) {
            long held = transfer.position();
            Sha256 sha256;
            ObjectInfo written;
            try {
                sha256 = send(object, transfer, held);
                written = transfer.commit(object.sizeBytes(), sha256);
            } catch (IntegrityException e) {
                if (held == 0) {
                    throw e;
                }
                return new Attempt(Optional.empty(), Optional.of(e));
            }
            return new Attempt(
                    Optional.of(new Copied(proven(object, written), sha256, 0, carried.whole())), Optional.empty());
        }
    }

    private Sha256 send(ObjectInfo object, Transfer transfer, long held) throws IOException {
        try {
            MessageDigest beginning =
                    transfer.prove(Source.replayable(held, () -> pace.reading(beginning(object, held))));
            ContentHash hash = new ContentHash(beginning, held);
            if (held < object.sizeBytes()) {
                transfer.append(
                        held,
                        Source.replayable(
                                object.sizeBytes() - held, () -> hash.of(pace.sending(open(object, held)), held)));
            }
            return hash.value();
        } catch (ChangedDuringReadException e) {
            // What is staged belongs to a version that nobody will ever see again.
            transfer.abort();
            throw e;
        }
    }

    private InputStream beginning(ObjectInfo object, long bytes) throws StorageException {
        return bytes == 0 ? InputStream.nullInputStream() : open(object, ByteRange.of(0, bytes));
    }

    private ObjectInfo proven(ObjectInfo object, ObjectInfo written) throws IntegrityException {
        if (written.sizeBytes() != object.sizeBytes()) {
            throw new IntegrityException(
                    context(Operation.COPY, object),
                    "the target has " + written.sizeBytes() + " of " + object.sizeBytes() + " bytes");
        }
        return written;
    }

    private InputStream open(ObjectInfo object, long offset) throws StorageException {
        return open(object, ByteRange.from(offset));
    }

    private InputStream open(ObjectInfo object, ByteRange range) throws StorageException {
        return open(source, object, range);
    }

    /** The bytes of the version that was listed. */
    static InputStream open(Storage storage, ObjectInfo object, ByteRange range) throws StorageException {
        Optional<String> version =
                storage.capabilities().supports(Capability.READ_VERSION) ? object.version() : Optional.empty();
        ObjectContent content = storage.open(object.key().value(), new ReadOptions(range, version));
        if (content.info().sizeBytes() != object.sizeBytes()) {
            closeQuietly(content);
            throw new ChangedDuringReadException(
                    ErrorContext.of(
                            Operation.READ,
                            storage.location().root(),
                            object.key().value()),
                    "the object has another size than the one that was listed");
        }
        return content.stream();
    }

    private static void closeQuietly(ObjectContent content) {
        try {
            content.close();
        } catch (IOException e) {
            // Nothing was read of it.
            return;
        }
    }

    private ErrorContext context(Operation operation, ObjectInfo object) {
        return ErrorContext.of(operation, target.location().root(), object.key().value());
    }
}
