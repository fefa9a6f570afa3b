package io.siltstone.core.resilience;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.NotReplayableException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.ResumeNotSupportedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.error.UnsupportedException;
import java.util.Map;
import java.util.Objects;

/**
 * What each type of error means for retries and breaker, in one table. A test holds it against the sealed hierarchy: a
 * new type without a row does not pass.
 */
final class Classification {

    static final Map<Class<? extends StorageException>, Verdict> TABLE = Map.ofEntries(
            Map.entry(AccessDeniedException.class, Verdict.REFUSED),
            Map.entry(AlreadyExistsException.class, Verdict.ANSWERED),
            Map.entry(BackendFailureException.class, Verdict.BROKEN),
            Map.entry(CancelledException.class, Verdict.REFUSED),
            Map.entry(ChangedDuringReadException.class, Verdict.ANSWERED),
            Map.entry(CircuitOpenException.class, Verdict.REFUSED),
            Map.entry(ConfigurationException.class, Verdict.REFUSED),
            Map.entry(ConflictException.class, Verdict.CONFLICT),
            Map.entry(DurabilityUnknownException.class, Verdict.BROKEN),
            Map.entry(IntegrityException.class, Verdict.DAMAGED),
            Map.entry(InvalidKeyException.class, Verdict.REFUSED),
            Map.entry(InvalidRangeException.class, Verdict.ANSWERED),
            Map.entry(KeyConflictException.class, Verdict.ANSWERED),
            Map.entry(NoSpaceException.class, Verdict.REFUSED),
            Map.entry(NotFoundException.class, Verdict.ANSWERED),
            Map.entry(NotReplayableException.class, Verdict.REFUSED),
            Map.entry(OutcomeUnknownException.class, Verdict.AMBIGUOUS),
            Map.entry(PreconditionFailedException.class, Verdict.ANSWERED),
            Map.entry(ResumeNotSupportedException.class, Verdict.REFUSED),
            Map.entry(ThrottledException.class, Verdict.THROTTLED),
            Map.entry(TimeoutException.class, Verdict.TRANSIENT),
            Map.entry(TransferBusyException.class, Verdict.REFUSED),
            Map.entry(UnauthenticatedException.class, Verdict.CREDENTIALS),
            Map.entry(UnavailableException.class, Verdict.TRANSIENT),
            Map.entry(UnsupportedException.class, Verdict.REFUSED));

    private final boolean onThisMachine;

    /** @param onThisMachine whether the store lies on disks of this machine */
    Classification(boolean onThisMachine) {
        this.onThisMachine = onThisMachine;
    }

    /**
     * On a local disk, what is not available is a file that is busy or a table that is full, not the store; and what has
     * no type of its own is a device that failed, where a server has refused the request.
     */
    Verdict of(StorageException error) {
        if (onThisMachine && error instanceof UnavailableException) {
            return Verdict.BUSY;
        }
        if (!onThisMachine && error instanceof BackendFailureException) {
            return Verdict.ANSWERED;
        }
        return Objects.requireNonNull(TABLE.get(error.getClass()), "a row for each type");
    }
}
