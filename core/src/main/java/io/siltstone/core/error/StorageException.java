package io.siltstone.core.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something that a store could not do, or would not. The type says what the caller may do next; the message is for
 * people, names operation, backend and key, holds no control character and no secret, and is no interface.
 */
public abstract sealed class StorageException extends IOException
        permits AccessDeniedException,
                AlreadyExistsException,
                BackendFailureException,
                CancelledException,
                ChangedDuringReadException,
                CircuitOpenException,
                ConfigurationException,
                ConflictException,
                DurabilityUnknownException,
                IntegrityException,
                InvalidKeyException,
                InvalidRangeException,
                KeyConflictException,
                NoSpaceException,
                NotFoundException,
                NotReplayableException,
                OutcomeUnknownException,
                PreconditionFailedException,
                ResumeNotSupportedException,
                ThrottledException,
                TimeoutException,
                TransferBusyException,
                UnauthenticatedException,
                UnavailableException,
                UnsupportedException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorContext context;
    private final String reason;

    StorageException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(message(context, reason), cause);
        this.context = context;
        this.reason = Printable.of(reason);
    }

    /** Whether the same call may succeed if it is repeated later, as it is. */
    public boolean isRetryable() {
        return false;
    }

    /** Where it came about. */
    public ErrorContext context() {
        return context;
    }

    /** What went wrong, without operation, backend and key. */
    public String reason() {
        return reason;
    }

    private static String message(ErrorContext context, String reason) {
        String key = context.key().map(k -> " key=`" + Printable.of(k) + "`").orElse("");
        return context.operation().label() + " " + Printable.of(context.backend()) + key + ": " + Printable.of(reason);
    }
}
