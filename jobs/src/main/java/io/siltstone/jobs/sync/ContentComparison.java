package io.siltstone.jobs.sync;

import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads an object in both stores at once, up to the first difference. */
public final class ContentComparison {

    private static final int CHUNK_BYTES = 64 << 10;

    private final Storage source;
    private final Storage target;
    private final UnaryOperator<InputStream> pace;

    /** Compares what two stores have, as fast as they give it. */
    public ContentComparison(Storage source, Storage target) {
        this(source, target, content -> content);
    }

    ContentComparison(Storage source, Storage target, UnaryOperator<InputStream> pace) {
        this.source = source;
        this.target = target;
        this.pace = pace;
    }

    /**
     * The hash of both where they are the same; empty where they differ, also because the target has changed.
     *
     * @throws ChangedDuringReadException if the source has changed
     */
    public Optional<Sha256> equal(ObjectInfo sourceObject, ObjectInfo targetObject) throws StorageException {
        if (sourceObject.sizeBytes() != targetObject.sizeBytes()) {
            return Optional.empty();
        }
        try (InputStream held = target(targetObject)) {
            try (InputStream wanted = pace.apply(ObjectCopy.open(source, sourceObject, ByteRange.ALL))) {
                return equal(wanted, held);
            }
        } catch (TargetChangedException e) {
            return Optional.empty();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(
                    ErrorContext.of(
                            Operation.READ,
                            source.location().root(),
                            sourceObject.key().value()),
                    "reading failed: " + e.getMessage(),
                    e);
        }
    }

    private static final class TargetChangedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private InputStream target(ObjectInfo object) throws IOException {
        try {
            return pace.apply(ObjectCopy.open(target, object, ByteRange.ALL));
        } catch (ChangedDuringReadException | NotFoundException e) {
            TargetChangedException changed = new TargetChangedException();
            changed.initCause(e);
            throw changed;
        }
    }

    private static Optional<Sha256> equal(InputStream wanted, InputStream held) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] a = new byte[CHUNK_BYTES];
        byte[] b = new byte[CHUNK_BYTES];
        int n;
        do {
            n = wanted.readNBytes(a, 0, a.length);
            int m = held.readNBytes(b, 0, b.length);
            if (!Arrays.equals(a, 0, n, b, 0, m)) {
                return Optional.empty();
            }
            digest.update(a, 0, n);
        } while (n == a.length);
        return Optional.of(Sha256.finish(digest));
    }
}
