package io.siltstone.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.error.UnsupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the service means, in one table; the first row that fits decides. The codes are those of "Blob service
 * error codes" and "Common REST API error codes". What a request's failing to get any answer means is told by {@link
 * AzureBlobFaults}. No answer's body and none of the SDK's own exceptions becomes a part of an error: both can hold
 * signatures.
 */
final class AzureBlobErrors {

    private static final int ANY = 0;

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
    private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
    private static final String UNAUTHENTICATED = "AuthenticationFailed";
    private static final String CONDITION = "a condition of the request does not hold";
    private static final String LEASED = "a lease of another holder protects the blob";
    private static final String LEASE_LOST = "another owner holds the transfer";
    private static final String WRONG_OR_LATE =
            "the credentials are wrong or expired, or this machine's clock is wrong";
    private static final String RETRY_LATER = "the service failed for now";

    private interface Meaning {
        StorageException of(ErrorContext context, String reason, @Nullable Throwable cause);
    }

    /**
     * A row.
     *
     * @param status the answer's status; {@link #ANY} for each
     * @param code the service's own code; empty for each
     * @param ambiguous whether a request that publishes may have done so although this is the answer
     */
    private record Row(int status, String code, boolean ambiguous, Meaning meaning, String reason) {
        boolean fits(int answered, String said) {
            return (status == ANY || status == answered) && (code.isEmpty() || code.equals(said));
        }
    }

    private static final List<Row> TABLE = List.of(
            row(404, "BlobNotFound", NotFoundException::new, "there is no such object"),
            row(404, "ContainerNotFound", ConfigurationException::new, "the container is not there"),
            row(404, "CannotVerifyCopySource", NotFoundException::new, "the copy's source cannot be read"),
            row(404, "", BackendFailureException::new, "the service knows no such resource"),
            row(400, "Md5Mismatch", IntegrityException::new, "the service received other bytes than were sent"),
            row(400, "InvalidBlockList", ConflictException::new, "another write has discarded the staged blocks"),
            row(400, "InvalidBlobOrBlock", BackendFailureException::new, "another tool has left blocks staged there"),
            row(400, "InvalidAuthenticationInfo", UnauthenticatedException::new, "the credentials are not understood"),
            row(400, "ConditionNotMet", PreconditionFailedException::new, CONDITION),
            row(401, "", UnauthenticatedException::new, "the service asks for other credentials"),
            row(403, UNAUTHENTICATED, UnauthenticatedException::new, WRONG_OR_LATE),
            row(403, "CannotVerifyCopySource", AccessDeniedException::new, "the copy's source may not be read"),
            row(403, "", AccessDeniedException::new, "the credentials do not permit this"),
            row(409, "BlobAlreadyExists", AlreadyExistsException::new, "an object is there already"),
            row(409, "LeaseAlreadyPresent", TransferBusyException::new, LEASE_LOST),
            row(409, "LeaseIdMismatchWithLeaseOperation", TransferBusyException::new, LEASE_LOST),
            row(409, "LeaseNotPresentWithLeaseOperation", TransferBusyException::new, LEASE_LOST),
            row(409, "LeaseIsBrokenAndCannotBeRenewed", TransferBusyException::new, LEASE_LOST),
            row(409, "LeaseIsBreakingAndCannotBeAcquired", TransferBusyException::new, LEASE_LOST),
            row(409, "PendingCopyOperation", ConflictException::new, "a copy to the blob is under way"),
            row(409, "ContainerBeingDeleted", ConfigurationException::new, "the container is being deleted"),
            row(409, "ContainerDisabled", ConfigurationException::new, "the container is disabled"),
            row(409, "AccountBeingCreated", UnavailableException::new, "the account is being created"),
            row(409, "BlobArchived", UnsupportedException::new, "the blob is archived; rehydrate it first"),
            row(409, "BlobBeingRehydrated", UnsupportedException::new, "the blob is being rehydrated"),
            row(409, "BlobImmutableDueToPolicy", AccessDeniedException::new, "a policy keeps the blob as it is"),
            row(409, "BlockCountExceedsLimit", UnsupportedException::new, "the blob has too many blocks"),
            row(409, "InvalidBlobType", UnsupportedException::new, "the blob is not a block blob"),
            row(409, "SnapshotsPresent", UnsupportedException::new, "the blob has snapshots, which would go with it"),
            row(409, "BlobUsesCustomerSpecifiedEncryption", UnauthenticatedException::new, "the blob has another key"),
            row(409, "FeatureEncryptionMismatch", UnauthenticatedException::new, "the blob has another key"),
            row(409, "", ConflictException::new, "the blob's state forbids this for now"),
            row(412, "SourceConditionNotMet", ChangedDuringReadException::new, "the source has another version"),
            row(412, "LeaseIdMissing", AccessDeniedException::new, LEASED),
            row(412, "LeaseLost", TransferBusyException::new, LEASE_LOST),
            row(412, "LeaseIdMismatchWithBlobOperation", TransferBusyException::new, LEASE_LOST),
            row(412, "LeaseNotPresentWithBlobOperation", TransferBusyException::new, LEASE_LOST),
            row(412, "", PreconditionFailedException::new, CONDITION),
            row(405, "", UnsupportedException::new, "the service does not allow this"),
            row(413, "", UnsupportedException::new, "the service takes no request of this size"),
            row(416, "", InvalidRangeException::new, "the range lies past the end"),
            row(429, "", AzureBlobErrors::throttled, "the service asks for fewer requests"),
            row(501, "", UnsupportedException::new, "the service has not implemented this"),
            row(503, "", AzureBlobErrors::throttled, "the service is busy"),
            ambiguous(408, "", TimeoutException::new, "the service waited too long for the request"),
            ambiguous(500, "OperationTimedOut", TimeoutException::new, "the service did not finish in time"),
            ambiguous(500, "", UnavailableException::new, RETRY_LATER),
            ambiguous(502, "", UnavailableException::new, RETRY_LATER),
            ambiguous(504, "", TimeoutException::new, "a gateway did not get an answer in time"));

    private AzureBlobErrors() {}

    private static Row row(int status, String code, Meaning meaning, String reason) {
        return new Row(status, code, false, meaning, reason);
    }

    private static Row ambiguous(int status, String code, Meaning meaning, String reason) {
        return new Row(status, code, true, meaning, reason);
    }

    private static StorageException throttled(ErrorContext context, String reason, @Nullable Throwable cause) {
        return new ThrottledException(context, reason, Optional.empty(), cause);
    }

    /**
     * The typed form of an answer that is an error.
     *
     * @param publishes whether the request makes something visible, so that it matters whether it was carried out
     */
    static StorageException of(
            int status,
            String code,
            String detail,
            Optional<Duration> retryAfter,
            ErrorContext context,
            boolean publishes) {
        String told = " (" + status + (code.isEmpty() ? "" : " " + code) + detail + ")";
        if (status >= 300 && status < 400) {
            return new ConfigurationException(
                    context, "the endpoint answers with a redirect, which is not followed" + told);
        }
        for (Row row : TABLE) {
            if (row.fits(status, code)) {
                if (row.ambiguous() && publishes) {
                    return new OutcomeUnknownException(context, row.reason() + told);
                }
                StorageException error = row.meaning().of(context, row.reason() + told, null);
                return error instanceof ThrottledException && retryAfter.isPresent()
                        ? new ThrottledException(context, row.reason() + told, retryAfter, null)
                        : error;
            }
        }
        return new BackendFailureException(context, "the service refused the request" + told);
    }

    /** The typed form of an answer that is an error. */
    static StorageException of(HttpResponse response, ErrorContext context, boolean publishes) {
        String code = orEmpty(response.getHeaderValue(ERROR_CODE));
        String id = orEmpty(response.getHeaderValue(REQUEST_ID));
        return of(
                response.getStatusCode(),
                code,
                (code.equals(UNAUTHENTICATED) ? date(response) : "") + (id.isEmpty() ? "" : ", request " + id),
                retryAfter(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)),
                context,
                publishes);
    }

    /** The service's time, by which it judges dates and signatures. */
    private static String date(HttpResponse response) {
        String date = orEmpty(response.getHeaderValue(HttpHeaderName.DATE));
        return date.isEmpty() ? "" : ", at the service it is " + date;
    }

    /** The typed form of whatever the SDK throws. */
    static StorageException of(RuntimeException e, ErrorContext context, boolean publishes) {
        if (e instanceof HttpResponseException answered && answered.getResponse() != null) {
            return of(answered.getResponse(), context, publishes);
        }
        return AzureBlobFaults.of(e, context, publishes);
    }

    /** How many rows the table has. */
    static int rows() {
        return TABLE.size();
    }

    /** Seconds; the date that HTTP allows as well is not what the service sends. */
    private static Optional<Duration> retryAfter(@Nullable String header) {
        return Stream.ofNullable(header)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .findFirst();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** An interrupt that came before anything was sent. */
    static CancelledException cancelled(ErrorContext context) {
        return new CancelledException(context, "the thread was interrupted");
    }
}
