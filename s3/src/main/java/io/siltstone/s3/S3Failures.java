package io.siltstone.s3;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Turns what the SDK throws into what the contract names. Nothing of the SDK goes on as a cause: its types are no part of
 * this library's surface.
 */
final class S3Failures {

    private S3Failures() {}

    /** A request that failed as a whole. */
    static StorageException translate(RuntimeException failure, S3Purpose purpose, ErrorContext context) {
        if (failure instanceof AwsServiceException answer) {
            return answered(answer, purpose, context);
        }
        Optional<S3NoCredentials> credentials = cause(failure, S3NoCredentials.class);
        if (credentials.isPresent()) {
            return new UnauthenticatedException(
                    context, String.valueOf(credentials.get().getMessage()));
        }
        if (failure instanceof AbortedException
                || cause(failure, InterruptedException.class).isPresent()) {
            Thread.currentThread().interrupt();
            // The client's own, where it waits for a connection: nothing was sent.
            boolean unsent = cause(failure, RequestFailedException.class).isPresent();
            return purpose.isAmbiguous() && !unsent
                    ? new OutcomeUnknownException(context, "the thread was interrupted while the store was at work")
                    : new CancelledException(context, "the thread was interrupted");
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return S3Errors.failed(purpose, context, "no answer in time");
        }
        return cause(failure, IOException.class)
                .map(io -> disconnected(io, purpose, context))
                .orElseGet(() -> S3Errors.failed(purpose, context, said(failure)));
    }

    /** What went wrong while the body of an answer was read. */
    static StorageException inBody(Exception failure, ErrorContext context) {
        boolean silence = failure instanceof SocketTimeoutException;
        if (failure instanceof AbortedException || (failure instanceof InterruptedIOException && !silence)) {
            Thread.currentThread().interrupt();
            return new CancelledException(context, "the thread was interrupted");
        }
        if (failure instanceof SocketTimeoutException timeout) {
            return new TimeoutException(context, "the store went silent in the middle of an object", timeout);
        }
        if (failure instanceof SocketException || failure instanceof SSLException) {
            return new UnavailableException(context, "the connection broke in the middle of an object", failure);
        }
        return new IntegrityException(
                context, "the object's bytes ended early or are not what was stored; " + said(failure));
    }

    private static StorageException answered(AwsServiceException answer, S3Purpose purpose, ErrorContext context) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        Optional<String> code = details.map(AwsErrorDetails::errorCode).filter(text -> !text.isEmpty());
        S3Errors.Meaning meaning = S3Errors.meaning(answer.statusCode(), code);
        Optional<SdkHttpResponse> response = details.map(AwsErrorDetails::sdkHttpResponse);
        String said = "HTTP " + answer.statusCode()
                + code.map(text -> " " + text).orElse("")
                + details.map(AwsErrorDetails::errorMessage)
                        .map(text -> ": " + text)
                        .orElse("")
                + response.flatMap(told -> remedy(meaning, told)).orElse("")
                + (answer.requestId() == null ? "" : ", request " + answer.requestId());
        Optional<Duration> retryAfter = response.flatMap(told -> told.firstMatchingHeader("Retry-After"))
                .flatMap(S3Failures::seconds);
        return S3Errors.of(meaning, purpose, context, said, retryAfter);
    }

    /** What the answer says of how it would be right. */
    private static Optional<String> remedy(S3Errors.Meaning meaning, SdkHttpResponse response) {
        return switch (meaning) {
            case SKEWED -> response.firstMatchingHeader("Date").map(date -> ", at the store it is " + date);
            case CONFIGURATION ->
                response.firstMatchingHeader(S3Reach.REGION).map(region -> ", the bucket's region is " + region);
            default -> Optional.empty();
        };
    }

    private static StorageException disconnected(IOException failure, S3Purpose purpose, ErrorContext context) {
        boolean badCertificate = failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException
                || cause(failure, CertificateException.class).isPresent();
        if (badCertificate) {
            return new ConfigurationException(context, "the endpoint's certificate is not trusted", failure);
        }
        // The request was not sent: nothing can have come of it.
        if (failure instanceof UnknownHostException) {
            return new UnavailableException(context, "the endpoint's name is not known", failure);
        }
        if (failure instanceof ConnectTimeoutException || failure instanceof ConnectionRequestTimeoutException) {
            return new TimeoutException(context, "no connection came about in time", failure);
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return new UnavailableException(context, "the endpoint cannot be reached", failure);
        }
        if (failure instanceof SocketTimeoutException && !purpose.isAmbiguous()) {
            return new TimeoutException(context, "the store did not answer in time", failure);
        }
        return S3Errors.failed(purpose, context, said(failure));
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}
