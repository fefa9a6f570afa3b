package io.siltstone.cli.session;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which exit code each error of a store becomes, and what its user can do about it. A test holds the table against the
 * sealed hierarchy: a new type without a row does not pass.
 */
public final class ErrorTable {

    /**
     * One type of error.
     *
     * @param type the type
     * @param exitCode how the process ends
     * @param hint what to do, a whole clause without a full stop
     */
    public record Row(Class<? extends StorageException> type, ExitCode exitCode, String hint) {}

    public static final List<Row> ROWS = List.of(
            new Row(AccessDeniedException.class, ExitCode.FATAL, "ask for permission, or use another store"),
            new Row(
                    AlreadyExistsException.class,
                    ExitCode.PRECONDITION,
                    "choose another key, or leave out --create-only to replace it"),
            new Row(BackendFailureException.class, ExitCode.ERROR, "look after the disk or server behind the store"),
            new Row(CancelledException.class, ExitCode.INTERRUPTED, "nothing was published; run it again"),
            new Row(ChangedDuringReadException.class, ExitCode.TEMPORARY, "read it again"),
            new Row(CircuitOpenException.class, ExitCode.TEMPORARY, "wait until the store has recovered"),
            new Row(
                    ConfigurationException.class,
                    ExitCode.USAGE,
                    "check --store and SILTSTONE_STORE; `siltstone config` shows what is used"),
            new Row(ConflictException.class, ExitCode.TEMPORARY, "another writer was faster; try again"),
            new Row(
                    DurabilityUnknownException.class,
                    ExitCode.ERROR,
                    "it is stored and visible; check the disk before relying on it outliving a power cut"),
            new Row(IntegrityException.class, ExitCode.DAMAGED, "check where the bytes come from and copy them again"),
            new Row(
                    InvalidKeyException.class,
                    ExitCode.USAGE,
                    "keys look like `database/measurement/2025/11/25/a.parquet`"),
            new Row(InvalidRangeException.class, ExitCode.USAGE, "`siltstone stat` shows the size"),
            new Row(
                    KeyConflictException.class,
                    ExitCode.PRECONDITION,
                    "choose a key that stands beside what is there, or move that away"),
            new Row(
                    NoSpaceException.class,
                    ExitCode.ERROR,
                    "make room: `siltstone sweep` removes what dead writers left"),
            new Row(NotFoundException.class, ExitCode.NO_SUCH_OBJECT, "`siltstone ls` lists what there is"),
            new Row(NotReplayableException.class, ExitCode.ERROR, "put the input into a file and name that"),
            new Row(OutcomeUnknownException.class, ExitCode.ERROR, "look with `siltstone stat` whether it was done"),
            new Row(
                    PreconditionFailedException.class,
                    ExitCode.PRECONDITION,
                    "`siltstone stat` shows the version there is"),
            new Row(ResumeNotSupportedException.class, ExitCode.FATAL, "begin anew with a plain write"),
            new Row(ThrottledException.class, ExitCode.TEMPORARY, "wait a little and try again"),
            new Row(TimeoutException.class, ExitCode.TEMPORARY, "try again"),
            new Row(TransferBusyException.class, ExitCode.PRECONDITION, "wait until the other process has ended"),
            new Row(UnauthenticatedException.class, ExitCode.FATAL, "check the credentials"),
            new Row(UnavailableException.class, ExitCode.TEMPORARY, "try again later"),
            new Row(UnsupportedException.class, ExitCode.FATAL, "use a store that can do it"));

    private static final Map<Class<?>, Row> BY_TYPE = byType();

    private ErrorTable() {}

    /** The row of an error; every type has one. */
    public static Row of(StorageException error) {
        return Objects.requireNonNull(BY_TYPE.get(error.getClass()), "a row for each type");
    }

    /** The name of an error's type in JSON: the class without {@code Exception}. */
    public static String name(StorageException error) {
        String name = error.getClass().getSimpleName();
        return name.substring(0, name.length() - "Exception".length());
    }

    private static Map<Class<?>, Row> byType() {
        Map<Class<?>, Row> rows = new HashMap<>();
        ROWS.forEach(row -> rows.put(row.type(), row));
        return Map.copyOf(rows);
    }
}
