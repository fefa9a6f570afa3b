package io.siltstone.s3;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.error.UnsupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of what a store's refusals mean. A row is found by the error code of the body; where there is none, as in
 * every answer to a HEAD, or it is not known, by the status. No text of a message decides anything.
 */
final class S3Errors {

    /** What a refusal says, before it is known what was asked for. */
    enum Meaning {
        ABSENT,
        NO_UPLOAD,
        NO_STORE,
        CONFIGURATION,
        UNAUTHENTICATED,
        SKEWED,
        DENIED,
        PRECONDITION,
        CONFLICT,
        /** Ceph 16 and 18 say so when a condition meets another writer; otherwise a failure like any other. */
        FAILED_OR_CONFLICT,
        RANGE,
        REFUSED,
        UNSUPPORTED,
        INTEGRITY,
        NO_SPACE,
        THROTTLED,
        TIMEOUT,
        FAILED
    }

    /** AWS, "Error responses", and what Ceph and MinIO add to it. */
    static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            Map.entry("NoSuchKey", Meaning.ABSENT),
            Map.entry("NoSuchUpload", Meaning.NO_UPLOAD),
            Map.entry("NoSuchBucket", Meaning.NO_STORE),
            Map.entry("PermanentRedirect", Meaning.CONFIGURATION),
            Map.entry("TemporaryRedirect", Meaning.CONFIGURATION),
            Map.entry("AuthorizationHeaderMalformed", Meaning.CONFIGURATION),
            Map.entry("IllegalLocationConstraintException", Meaning.CONFIGURATION),
            Map.entry("InvalidBucketName", Meaning.CONFIGURATION),
            Map.entry("InvalidAccessKeyId", Meaning.UNAUTHENTICATED),
            Map.entry("SignatureDoesNotMatch", Meaning.UNAUTHENTICATED),
            Map.entry("InvalidToken", Meaning.UNAUTHENTICATED),
            Map.entry("ExpiredToken", Meaning.UNAUTHENTICATED),
            Map.entry("TokenRefreshRequired", Meaning.UNAUTHENTICATED),
            Map.entry("RequestTimeTooSkewed", Meaning.SKEWED),
            Map.entry("RequestExpired", Meaning.UNAUTHENTICATED),
            Map.entry("AccessDenied", Meaning.DENIED),
            Map.entry("AccountProblem", Meaning.DENIED),
            Map.entry("AllAccessDisabled", Meaning.DENIED),
            Map.entry("PreconditionFailed", Meaning.PRECONDITION),
            Map.entry("ConditionalRequestConflict", Meaning.CONFLICT),
            Map.entry("ConcurrentModification", Meaning.CONFLICT),
            Map.entry("OperationAborted", Meaning.CONFLICT),
            Map.entry("UnknownError", Meaning.FAILED_OR_CONFLICT),
            Map.entry("InvalidRange", Meaning.RANGE),
            Map.entry("NotImplemented", Meaning.UNSUPPORTED),
            Map.entry("MethodNotAllowed", Meaning.UNSUPPORTED),
            Map.entry("InvalidObjectState", Meaning.UNSUPPORTED),
            Map.entry("EntityTooLarge", Meaning.UNSUPPORTED),
            Map.entry("BadDigest", Meaning.INTEGRITY),
            Map.entry("InvalidDigest", Meaning.INTEGRITY),
            Map.entry("IncompleteBody", Meaning.INTEGRITY),
            Map.entry("XAmzContentSHA256Mismatch", Meaning.INTEGRITY),
            Map.entry("XAmzContentChecksumMismatch", Meaning.INTEGRITY),
            Map.entry("QuotaExceeded", Meaning.NO_SPACE),
            Map.entry("XMinioStorageFull", Meaning.NO_SPACE),
            Map.entry("SlowDown", Meaning.THROTTLED),
            Map.entry("Throttling", Meaning.THROTTLED),
            Map.entry("ThrottlingException", Meaning.THROTTLED),
            Map.entry("RequestLimitExceeded", Meaning.THROTTLED),
            Map.entry("TooManyRequestsException", Meaning.THROTTLED),
            Map.entry("ServiceUnavailable", Meaning.THROTTLED),
            Map.entry("RequestTimeout", Meaning.TIMEOUT),
            Map.entry("InternalError", Meaning.FAILED));

    /** RFC 9110 section 15, as the design's table of outcomes reads it. */
    static final Map<Integer, Meaning> BY_STATUS = Map.ofEntries(
            Map.entry(301, Meaning.CONFIGURATION),
            Map.entry(302, Meaning.CONFIGURATION),
            Map.entry(303, Meaning.CONFIGURATION),
            Map.entry(307, Meaning.CONFIGURATION),
            Map.entry(308, Meaning.CONFIGURATION),
            Map.entry(401, Meaning.UNAUTHENTICATED),
            Map.entry(402, Meaning.DENIED),
            Map.entry(403, Meaning.DENIED),
            Map.entry(404, Meaning.ABSENT),
            Map.entry(405, Meaning.UNSUPPORTED),
            Map.entry(408, Meaning.TIMEOUT),
            Map.entry(409, Meaning.CONFLICT),
            Map.entry(412, Meaning.PRECONDITION),
            Map.entry(416, Meaning.RANGE),
            Map.entry(423, Meaning.DENIED),
            Map.entry(429, Meaning.THROTTLED),
            Map.entry(451, Meaning.DENIED),
            Map.entry(501, Meaning.UNSUPPORTED),
            Map.entry(503, Meaning.THROTTLED),
            Map.entry(507, Meaning.NO_SPACE),
            Map.entry(509, Meaning.THROTTLED));

    private S3Errors() {}

    /** What status and code say; a status that no row has is a refusal below 500, a failure from there on. */
    static Meaning meaning(int status, Optional<String> code) {
        Optional<Meaning> byCode = code.flatMap(name -> Optional.ofNullable(BY_CODE.get(name)));
        return byCode.orElseGet(() -> {
            // A 200 may turn into an error while its body is written, as CompleteMultipartUpload's does.
            boolean refusal = status >= 300 && status < 500;
            return BY_STATUS.getOrDefault(status, refusal ? Meaning.REFUSED : Meaning.FAILED);
        });
    }

    /** The error that a meaning is for the purpose. */
    static StorageException of(
            Meaning meaning, S3Purpose purpose, ErrorContext context, String said, Optional<Duration> retryAfter) {
        return switch (meaning) {
            case ABSENT -> absent(purpose, context, said);
            case NO_UPLOAD -> new ConflictException(context, "the upload is no longer there; " + said);
            case NO_STORE -> new ConfigurationException(context, "there is no such bucket; " + said);
            case CONFIGURATION -> new ConfigurationException(context, "bucket, region or endpoint is wrong; " + said);
            case UNAUTHENTICATED ->
                new UnauthenticatedException(context, "the store does not accept the credentials; " + said);
            case SKEWED ->
                new UnauthenticatedException(context, "this machine's clock is not the store's: set it right; " + said);
            case DENIED -> new AccessDeniedException(context, "the store refuses; " + said);
            case PRECONDITION -> precondition(purpose, context, said);
            case CONFLICT -> new ConflictException(context, "another writer was at work; " + said);
            case FAILED_OR_CONFLICT ->
                purpose.isConditional()
                        ? new ConflictException(context, "another writer was at work; " + said)
                        : failed(purpose, context, said);
            case RANGE -> new InvalidRangeException(context, "the range is not in the object; " + said);
            case REFUSED -> new BackendFailureException(context, "the store refuses the request; " + said);
            case UNSUPPORTED -> new UnsupportedException(context, "the store cannot do it; " + said);
            case INTEGRITY -> new IntegrityException(context, "the bytes did not arrive as they were sent; " + said);
            case NO_SPACE -> new NoSpaceException(context, "the store is full; " + said);
            case THROTTLED ->
                new ThrottledException(context, "the store asks for fewer requests; " + said, retryAfter, null);
            case TIMEOUT -> new TimeoutException(context, "the store gave up waiting; " + said);
            case FAILED -> failed(purpose, context, said);
        };
    }

    /** A request that may have been served although no answer, or a bad one, came. */
    static StorageException failed(S3Purpose purpose, ErrorContext context, String said) {
        return purpose.isAmbiguous()
                ? new OutcomeUnknownException(context, "the store may have served the request; " + said)
                : new UnavailableException(context, "the store failed; " + said);
    }

    private static StorageException absent(S3Purpose purpose, ErrorContext context, String said) {
        return switch (purpose) {
            case OPEN, LIST -> new ConfigurationException(context, "there is no such bucket; " + said);
            case READ_VERSION ->
                new ChangedDuringReadException(context, "the version asked for is no longer there; " + said);
            case REPLACE -> new PreconditionFailedException(context, "the version to replace is not there; " + said);
            case READ, STAGE, PUT, CREATE, DELETE, DELETE_VERSION ->
                new NotFoundException(context, "there is no such object; " + said);
        };
    }

    private static StorageException precondition(S3Purpose purpose, ErrorContext context, String said) {
        return switch (purpose) {
            case CREATE -> new AlreadyExistsException(context, "an object is there already; " + said);
            case READ_VERSION ->
                new ChangedDuringReadException(context, "the version asked for is no longer there; " + said);
            case OPEN, READ, LIST, STAGE, PUT, REPLACE, DELETE, DELETE_VERSION ->
                new PreconditionFailedException(context, "the object has another version; " + said);
        };
    }
}
