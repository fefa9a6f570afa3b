package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The one place that decides how bytes go up: what is small or short of {@link S3Config#multipartBytes} in one request,
 * what is larger or of unknown length in parts. Where the store forgets conditions when parts are joined, a conditional
 * write is one request whatever its size, and refused where that cannot be. A source is closed before its last bytes are
 * sent: one that fails as it is closed publishes nothing.
 */
final class S3Upload {

    private final S3Calls calls;
    private final S3Threads threads;
    private final S3Put put;

    S3Upload(S3Calls calls, S3Threads threads) {
        this.calls = calls;
        this.threads = threads;
        this.put = new S3Put(calls);
    }

    ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        ErrorContext context = calls.begin(Operation.WRITE, key.value());
        return write(object(key, options, context), source, context);
    }

    ObjectInfo write(S3Object object, Source source, ErrorContext context) throws IOException {
        requireFits(source.sizeBytes(), context);
        boolean whole = source.sizeBytes().isPresent()
                && (source.sizeBytes().getAsLong() < calls.config().multipartBytes()
                        || mustBeOne(object.options().mode()));
        try (InputStream in = source.open()) {
            if (whole) {
                return inOneRequest(object, source.sizeBytes().getAsLong(), in, context);
            }
            return inParts(object, source.sizeBytes(), in, context);
        }
    }

    /** What has an encoding of its own. */
    ObjectInfo inOneRequest(S3Object object, Source.Replayable source, long size, ErrorContext context)
            throws IOException {
        if (size > S3Limits.MAX_PUT_BYTES) {
            throw tooLargeForOne(context);
        }
        return put.replayed(object, source, size, context);
    }

    private ObjectInfo inOneRequest(S3Object object, long size, InputStream in, ErrorContext context)
            throws IOException {
        if (size > S3Limits.MAX_PUT_BYTES) {
            throw tooLargeForOne(context);
        }
        if (size <= S3Limits.BUFFERED_PUT_BYTES) {
            byte[] bytes = in.readAllBytes();
            in.close();
            return put.bytes(object, bytes, bytes.length, context);
        }
        return put.stream(object, new S3ExactStream(in, size), size, context);
    }

    private ObjectInfo inParts(S3Object object, OptionalLong size, InputStream in, ErrorContext context)
            throws IOException {
        byte[] first = in.readNBytes(S3Limits.BUFFERED_PUT_BYTES);
        if (first.length < S3Limits.BUFFERED_PUT_BYTES) {
            in.close();
            return put.bytes(object, first, first.length, context);
        }
        try (S3Parts parts = parts(object, size, context)) {
            int held = first.length;
            byte[] buffer = Arrays.copyOf(first, parts.nextPartBytes());
            while (true) {
                held += in.readNBytes(buffer, held, buffer.length - held);
                boolean last = held < buffer.length;
                if (last) {
                    in.close();
                }
                if (last && parts.isEmpty()) {
                    return put.bytes(object, buffer, held, context);
                }
                if (held > 0) {
                    parts.add(buffer, held);
                }
                if (last) {
                    return parts.complete(object.options().mode());
                }
                buffer = new byte[parts.nextPartBytes()];
                held = 0;
            }
        }
    }

    /** Takes pieces; of what is no more than a part nothing is sent before the end. */
    ObjectWriter openWriter(ObjectKey key, OptionalLong size, WriteOptions options) throws StorageException {
        ErrorContext context = calls.begin(Operation.WRITE, key.value());
        S3Object object = object(key, options, context);
        requireFits(size, context);
        S3Parts parts = parts(object, size, context);
        return new S3Writer(context, size, object, put, parts);
    }

    /** The object to be, if the store can keep what is asked of it. */
    S3Object object(ObjectKey key, WriteOptions options, ErrorContext context) throws StorageException {
        return object(key, options, S3Metadata.of(key, options, context), context);
    }

    /** The same, with that metadata instead of the options' own. */
    S3Object object(ObjectKey key, WriteOptions options, S3Metadata metadata, ErrorContext context)
            throws UnsupportedException {
        boolean kept = (!(options.mode() instanceof WriteMode.CreateOnly)
                        || calls.config().conditionalCreate())
                && (!(options.mode() instanceof WriteMode.ReplaceVersion)
                        || calls.config().conditionalReplace());
        if (!kept) {
            throw new UnsupportedException(context, "by its settings the store does not keep this condition");
        }
        return new S3Object(key, options, metadata);
    }

    S3Parts parts(S3Object object, OptionalLong size, ErrorContext context) {
        return new S3Parts(calls, threads, object, new S3PartSize(calls.config().partBytes(), size), context);
    }

    S3Put put() {
        return put;
    }

    /** Whether parts would lose the condition. */
    boolean mustBeOne(WriteMode mode) {
        return !(mode instanceof WriteMode.Replace) && !calls.config().conditionalMultipart();
    }

    static UnsupportedException tooLargeForOne(ErrorContext context) {
        return new UnsupportedException(
                context,
                "the store forgets conditions when parts are joined (conditionalMultipart is false), and the object is too"
                        + " large, or of unknown size and larger than a part, for one request");
    }

    static void requireFits(OptionalLong size, ErrorContext context) throws UnsupportedException {
        if (size.orElse(0) > S3Limits.MAX_OBJECT_BYTES) {
            throw new UnsupportedException(context, "an object has at most " + S3Limits.MAX_OBJECT_BYTES + " bytes");
        }
    }
}
