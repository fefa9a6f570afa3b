package io.siltstone.core.error;

import java.io.IOException;
import java.util.Optional;
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
    private transient volatile @Nullable Tries tries;

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

    /** How often the operation was tried before this error was given up on; empty where nobody tried again. */
    public final Optional<Tries> tries() {
        return Optional.ofNullable(tries);
    }

    /** For the layer that tries again: notes how often it did, for the message as well. */
    public final void noteTries(Tries made) {
        this.tries = made;
    }

    @Override
    public String getMessage() {
        String message = String.valueOf(super.getMessage());
        Tries made = tries;
        return made == null ? message : message + " (" + made + ")";
    }

    private static String message(ErrorContext context, String reason) {
        String key = context.key().map(k -> " key=`" + Printable.of(k) + "`").orElse("");
        return context.operation().label() + " " + Printable.of(context.backend()) + key + ": " + Printable.of(reason);
    }
}
