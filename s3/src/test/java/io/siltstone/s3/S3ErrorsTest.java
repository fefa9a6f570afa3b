package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.error.UnsupportedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table, row by row, as the design has it. */
final class S3ErrorsTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "s3://bucket", "k");

    private record Row(int status, String code, S3Purpose purpose, Class<? extends StorageException> error) {}

    private static final List<Row> ROWS = List.of(
            new Row(404, "NoSuchKey", S3Purpose.READ, NotFoundException.class),
            new Row(404, "", S3Purpose.READ, NotFoundException.class),
            new Row(404, "NoSuchKey", S3Purpose.READ_VERSION, ChangedDuringReadException.class),
            new Row(404, "NoSuchKey", S3Purpose.REPLACE, PreconditionFailedException.class),
            new Row(404, "NoSuchBucket", S3Purpose.READ, ConfigurationException.class),
            new Row(404, "NoSuchBucket", S3Purpose.DELETE, ConfigurationException.class),
            new Row(404, "", S3Purpose.LIST, ConfigurationException.class),
            new Row(404, "NoSuchUpload", S3Purpose.STAGE, ConflictException.class),
            new Row(301, "PermanentRedirect", S3Purpose.READ, ConfigurationException.class),
            new Row(302, "", S3Purpose.READ, ConfigurationException.class),
            new Row(303, "", S3Purpose.READ, ConfigurationException.class),
            new Row(301, "", S3Purpose.READ, ConfigurationException.class),
            new Row(307, "", S3Purpose.READ, ConfigurationException.class),
            new Row(307, "TemporaryRedirect", S3Purpose.PUT, ConfigurationException.class),
            new Row(308, "", S3Purpose.PUT, ConfigurationException.class),
            new Row(400, "AuthorizationHeaderMalformed", S3Purpose.OPEN, ConfigurationException.class),
            new Row(400, "IllegalLocationConstraintException", S3Purpose.OPEN, ConfigurationException.class),
            new Row(400, "InvalidBucketName", S3Purpose.OPEN, ConfigurationException.class),
            new Row(403, "InvalidAccessKeyId", S3Purpose.OPEN, UnauthenticatedException.class),
            new Row(403, "SignatureDoesNotMatch", S3Purpose.OPEN, UnauthenticatedException.class),
            new Row(403, "RequestTimeTooSkewed", S3Purpose.PUT, UnauthenticatedException.class),
            new Row(403, "RequestExpired", S3Purpose.PUT, UnauthenticatedException.class),
            new Row(400, "ExpiredToken", S3Purpose.READ, UnauthenticatedException.class),
            new Row(400, "InvalidToken", S3Purpose.READ, UnauthenticatedException.class),
            new Row(400, "TokenRefreshRequired", S3Purpose.READ, UnauthenticatedException.class),
            new Row(401, "", S3Purpose.READ, UnauthenticatedException.class),
            new Row(403, "AccessDenied", S3Purpose.READ, AccessDeniedException.class),
            new Row(403, "AccountProblem", S3Purpose.READ, AccessDeniedException.class),
            new Row(403, "AllAccessDisabled", S3Purpose.READ, AccessDeniedException.class),
            new Row(403, "", S3Purpose.READ, AccessDeniedException.class),
            new Row(402, "", S3Purpose.READ, AccessDeniedException.class),
            new Row(423, "", S3Purpose.DELETE, AccessDeniedException.class),
            new Row(451, "", S3Purpose.READ, AccessDeniedException.class),
            new Row(412, "PreconditionFailed", S3Purpose.CREATE, AlreadyExistsException.class),
            new Row(412, "", S3Purpose.REPLACE, PreconditionFailedException.class),
            new Row(412, "", S3Purpose.DELETE_VERSION, PreconditionFailedException.class),
            new Row(412, "", S3Purpose.READ_VERSION, ChangedDuringReadException.class),
            new Row(409, "ConditionalRequestConflict", S3Purpose.CREATE, ConflictException.class),
            new Row(409, "ConcurrentModification", S3Purpose.REPLACE, ConflictException.class),
            new Row(409, "OperationAborted", S3Purpose.PUT, ConflictException.class),
            new Row(409, "", S3Purpose.PUT, ConflictException.class),
            new Row(500, "UnknownError", S3Purpose.REPLACE, ConflictException.class),
            new Row(500, "UnknownError", S3Purpose.PUT, OutcomeUnknownException.class),
            new Row(500, "UnknownError", S3Purpose.READ, UnavailableException.class),
            new Row(416, "InvalidRange", S3Purpose.READ, InvalidRangeException.class),
            new Row(416, "", S3Purpose.READ, InvalidRangeException.class),
            new Row(400, "InvalidRequest", S3Purpose.PUT, BackendFailureException.class),
            new Row(400, "EntityTooSmall", S3Purpose.PUT, BackendFailureException.class),
            new Row(411, "", S3Purpose.PUT, BackendFailureException.class),
            new Row(400, "EntityTooLarge", S3Purpose.PUT, UnsupportedException.class),
            new Row(501, "NotImplemented", S3Purpose.PUT, UnsupportedException.class),
            new Row(501, "", S3Purpose.PUT, UnsupportedException.class),
            new Row(405, "MethodNotAllowed", S3Purpose.PUT, UnsupportedException.class),
            new Row(405, "", S3Purpose.PUT, UnsupportedException.class),
            new Row(403, "InvalidObjectState", S3Purpose.READ, UnsupportedException.class),
            new Row(400, "BadDigest", S3Purpose.PUT, IntegrityException.class),
            new Row(400, "InvalidDigest", S3Purpose.PUT, IntegrityException.class),
            new Row(400, "IncompleteBody", S3Purpose.PUT, IntegrityException.class),
            new Row(400, "XAmzContentSHA256Mismatch", S3Purpose.PUT, IntegrityException.class),
            new Row(400, "XAmzContentChecksumMismatch", S3Purpose.PUT, IntegrityException.class),
            new Row(403, "QuotaExceeded", S3Purpose.PUT, NoSpaceException.class),
            new Row(507, "XMinioStorageFull", S3Purpose.PUT, NoSpaceException.class),
            new Row(507, "", S3Purpose.PUT, NoSpaceException.class),
            new Row(503, "SlowDown", S3Purpose.PUT, ThrottledException.class),
            new Row(503, "ServiceUnavailable", S3Purpose.PUT, ThrottledException.class),
            new Row(503, "", S3Purpose.PUT, ThrottledException.class),
            new Row(429, "TooManyRequestsException", S3Purpose.READ, ThrottledException.class),
            new Row(429, "", S3Purpose.READ, ThrottledException.class),
            new Row(509, "", S3Purpose.READ, ThrottledException.class),
            new Row(400, "Throttling", S3Purpose.READ, ThrottledException.class),
            new Row(400, "ThrottlingException", S3Purpose.READ, ThrottledException.class),
            new Row(503, "RequestLimitExceeded", S3Purpose.READ, ThrottledException.class),
            new Row(400, "RequestTimeout", S3Purpose.PUT, TimeoutException.class),
            new Row(408, "", S3Purpose.PUT, TimeoutException.class),
            new Row(500, "InternalError", S3Purpose.READ, UnavailableException.class),
            new Row(500, "InternalError", S3Purpose.CREATE, OutcomeUnknownException.class),
            new Row(500, "", S3Purpose.DELETE, UnavailableException.class),
            new Row(502, "", S3Purpose.PUT, OutcomeUnknownException.class),
            new Row(504, "", S3Purpose.LIST, UnavailableException.class),
            new Row(200, "InternalError", S3Purpose.CREATE, OutcomeUnknownException.class));

    @Test
    void everyRowIsTheErrorThatTheDesignNames() {
        for (Row row : ROWS) {
            Optional<String> code = Optional.of(row.code()).filter(text -> !text.isEmpty());
            StorageException error = S3Errors.of(
                    S3Errors.meaning(row.status(), code),
                    row.purpose(),
                    CONTEXT,
                    "HTTP " + row.status(),
                    Optional.of(Duration.ofSeconds(7)));
            assertThat(error).as("%s", row).isExactlyInstanceOf(row.error());
            assertThat(error).hasMessageContaining("HTTP " + row.status());
            if (error instanceof ThrottledException throttled) {
                assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(7));
            }
        }
    }

    @Test
    void everyRowOfTheTableIsTested() {
        Set<String> codes = new HashSet<>();
        Set<Integer> statuses = new HashSet<>();
        ROWS.forEach(row -> {
            codes.add(row.code());
            statuses.add(row.code().isEmpty() ? row.status() : 0);
        });
        assertThat(codes).containsAll(S3Errors.BY_CODE.keySet());
        assertThat(statuses).containsAll(S3Errors.BY_STATUS.keySet());
    }

    @Test
    void aTextThatOnlyLooksLikeACodeDecidesNothing() {
        assertThat(S3Errors.meaning(500, Optional.of("404 NoSuchKey"))).isEqualTo(S3Errors.Meaning.FAILED);
        assertThat(S3Errors.meaning(403, Optional.of("NotFound"))).isEqualTo(S3Errors.Meaning.DENIED);
    }
}
