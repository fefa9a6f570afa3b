package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Response;

/** What all parts of the backend share: the client, and the ways in and out of a request. */
final class S3Calls {

    private final S3Client client;
    private final S3Config config;
    private final S3Sealing sealing;
    private final StoreRuntime runtime;
    private final String root;
    private final Set<String> liveUploads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    S3Calls(S3Client client, S3Config config, S3Sealing sealing, StoreRuntime runtime) {
        this.client = client;
        this.config = config;
        this.sealing = sealing;
        this.runtime = runtime;
        this.root = "s3://" + config.bucket();
    }

    S3Client client() {
        return client;
    }

    S3Config config() {
        return config;
    }

    S3Sealing sealing() {
        return sealing;
    }

    String bucket() {
        return config.bucket();
    }

    String root() {
        return root;
    }

    /** Begins an operation: the store is open, and the thread not interrupted. */
    ErrorContext begin(Operation operation, String key) throws CancelledException {
        requireOpen();
        ErrorContext context = ErrorContext.of(operation, root, key);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(context, "the thread was interrupted");
        }
        return context;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store " + root + " is closed");
        }
    }

    /** Makes one request. */
    <T> T call(S3Purpose purpose, ErrorContext context, Supplier<T> request) throws StorageException {
        try {
            return request.get();
        } catch (RuntimeException e) {
            throw S3Failures.translate(e, purpose, context);
        } catch (StackOverflowError e) {
            // The SDK reads documents by recursion: one that is nested deeply enough is no failure of this process.
            throw S3Errors.failed(purpose, context, "the answer is nested too deeply");
        }
    }

    /** The value of a condition on a version. */
    String condition(String version) {
        return config.etagQuoting().header(version);
    }

    /** What was published, at the store's time. */
    ObjectInfo published(ObjectKey key, long sizeBytes, @Nullable String etag, S3Response response) {
        Optional<String> version =
                Optional.ofNullable(etag).map(S3EtagQuoting::version).filter(text -> !text.isEmpty());
        return new ObjectInfo(key, sizeBytes, now(response), version);
    }

    /** The store's clock, by the {@code Date} of an answer; our own where it has none. */
    Instant now(S3Response response) {
        Optional<String> date = response.sdkHttpResponse().firstMatchingHeader("Date");
        try {
            return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseGet(runtime.clock()::instant);
        } catch (DateTimeException e) {
            return runtime.clock().instant();
        }
    }

    /** The multipart uploads that this process is at work on, by their ids. */
    Set<String> liveUploads() {
        return liveUploads;
    }

    StoreRuntime runtime() {
        return runtime;
    }

    /** A header that no answer may lack. */
    static <T> T required(@Nullable T value, String name, ErrorContext context) throws IntegrityException {
        if (value == null) {
            throw new IntegrityException(context, "the answer has no " + name);
        }
        return value;
    }

    /** A length that is none is a lie of the store. */
    static long size(@Nullable Long value, ErrorContext context) throws IntegrityException {
        long size = required(value, "length", context);
        if (size < 0) {
            throw new IntegrityException(context, "the answer tells a negative length");
        }
        return size;
    }

    void close() {
        closed = true;
        client.close();
    }
}
