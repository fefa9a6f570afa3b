package io.siltstone.azure;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What it means that a request got no answer, or none that could be understood. */
final class AzureBlobFaults {

    private AzureBlobFaults() {}

    /** The typed form of what the SDK throws where there is no answer to translate. */
    static StorageException of(Throwable e, ErrorContext context, boolean publishes) {
        Optional<AzureBlobTokenException> tokenless = find(e, AzureBlobTokenException.class);
        if (tokenless.isPresent()) {
            // Before the request was sent: whatever it publishes is not published.
            String reason = String.valueOf(tokenless.get().getMessage());
            return tokenless.get().isPassing()
                    ? new UnavailableException(context, reason)
                    : new UnauthenticatedException(context, reason);
        }
        if (find(e, RejectedExecutionException.class).isPresent()) {
            // By the transport of a store that was closed meanwhile: it was not sent.
            return new CancelledException(context, "the store was closed");
        }
        if (find(e, InterruptedException.class).isPresent()) {
            return interrupted(context, publishes);
        }
        Optional<IOException> io = find(e, IOException.class);
        return io.isPresent()
                ? of(io.get(), context, publishes)
                : outcome(
                        context,
                        "the answer is not what the service gives: "
                                + e.getClass().getSimpleName(),
                        e instanceof NullPointerException ? e : null,
                        publishes);
    }

    private static StorageException of(IOException e, ErrorContext context, boolean publishes) {
        if (e instanceof StorageException typed) {
            return typed;
        }
        if (e instanceof UnknownHostException) {
            return new UnavailableException(context, "the endpoint's host is not known", e);
        }
        if (e instanceof SSLPeerUnverifiedException
                || find(e, GeneralSecurityException.class).isPresent()) {
            return new ConfigurationException(context, "the endpoint's certificate is not trusted", e);
        }
        boolean unsent = e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException;
        if (unsent) {
            return new UnavailableException(context, "the service cannot be reached", e);
        }
        if (e instanceof SocketTimeoutException) {
            boolean connecting = said(e).contains("connect");
            return publishes && !connecting
                    ? new OutcomeUnknownException(context, "the service did not answer in time", e)
                    : new TimeoutException(context, "the service did not answer in time", e);
        }
        if (e instanceof InterruptedIOException) {
            return said(e).contains("timeout") || said(e).contains("timedout")
                    ? outcome(context, "the service did not answer in time", e, publishes)
                    : interrupted(context, publishes);
        }
        return outcome(context, "the connection broke: " + said(e), e, publishes);
    }

    private static StorageException interrupted(ErrorContext context, boolean publishes) {
        // The SDK has taken the interrupt; whoever interrupted is to find it.
        Thread.currentThread().interrupt();
        return publishes
                ? new OutcomeUnknownException(context, "the thread was interrupted while the service was at work")
                : new CancelledException(context, "the thread was interrupted");
    }

    private static StorageException outcome(
            ErrorContext context, String reason, @Nullable Throwable cause, boolean publishes) {
        return publishes
                ? new OutcomeUnknownException(context, reason, cause)
                : new UnavailableException(context, reason, cause);
    }

    /** The first of an exception and its causes that is of the type. */
    static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        Throwable each = e;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static String said(IOException e) {
        String text = e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text.toLowerCase(Locale.ROOT);
    }
}
