package io.siltstone.core.local;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;

/**
 * What an error of the file system means, in one table; the first row that fits decides. Java gives most errors as the
 * text of {@code strerror(3)} alone, here in its English form, which is that of every Java machine without a translated
 * C library; under a translated one such an error is a {@link BackendFailureException}.
 */
final class LocalErrors {

    private interface Meaning {
        StorageException of(ErrorContext context, String reason, Throwable cause);
    }

    private record Row(Class<? extends IOException> type, String text, Meaning meaning, String reason) {
        boolean fits(IOException e, String said) {
            return type.isInstance(e) && said.startsWith(text);
        }
    }

    private static final List<Row> TABLE = List.of(
            row(ClosedByInterruptException.class, CancelledException::new, "the thread was interrupted"),
            row(FileLockInterruptionException.class, CancelledException::new, "the thread was interrupted"),
            row(InterruptedIOException.class, CancelledException::new, "the thread was interrupted"),
            row(NoSuchFileException.class, NotFoundException::new, "no such file"),
            row(FileAlreadyExistsException.class, AlreadyExistsException::new, "a file of this name is there"),
            row(java.nio.file.AccessDeniedException.class, AccessDeniedException::new, "permission denied"),
            row(DirectoryNotEmptyException.class, KeyConflictException::new, "a directory is in the way"),
            row(NotDirectoryException.class, KeyConflictException::new, "a file is where a directory should be"),
            row(FileSystemLoopException.class, KeyConflictException::new, "a symbolic link is in the way"),
            row(
                    AtomicMoveNotSupportedException.class,
                    UnsupportedException::new,
                    "the directory lies on another device than the root, so that nothing can be renamed into it"),
            row(FileNames.NOT_HELD, UnsupportedException::new, FileNames.REMEDY),
            row("No space left on device", NoSpaceException::new, "no space is left on the device"),
            row("Disk quota exceeded", NoSpaceException::new, "the disk quota is used up"),
            row("Permission denied", AccessDeniedException::new, "permission denied"),
            row("Operation not permitted", AccessDeniedException::new, "operation not permitted"),
            row("Read-only file system", AccessDeniedException::new, "the file system is read-only"),
            row("Too many open files", UnavailableException::new, "too many files are open"),
            row("Cannot allocate memory", UnavailableException::new, "the system has no memory for it now"),
            row("Device or resource busy", UnavailableException::new, "the file is busy"),
            row("Resource temporarily unavailable", UnavailableException::new, "the file is locked for now"),
            row("Resource deadlock", UnavailableException::new, "the file is locked for now"),
            row("No locks available", UnavailableException::new, "the file system has no lock to give"),
            row("Stale file handle", UnavailableException::new, "the file server has lost the file"),
            row("Transport endpoint is not connected", UnavailableException::new, "the file system is not connected"),
            row("Host is down", UnavailableException::new, "the file server is down"),
            row("Connection timed out", TimeoutException::new, "the file server did not answer in time"),
            row("Not a directory", KeyConflictException::new, "a file is where a directory should be"),
            row(
                    "Invalid cross-device link",
                    UnsupportedException::new,
                    "the directory lies on another device than the root, so that nothing can be linked into it"),
            row("Is a directory", KeyConflictException::new, "a directory is where a file should be"),
            row("Directory not empty", KeyConflictException::new, "a directory is in the way"),
            row("Too many levels of symbolic links", KeyConflictException::new, "a symbolic link is in the way"),
            row("File name too long", UnsupportedException::new, "the file system holds no name of this length"),
            row("File too large", UnsupportedException::new, "the file system holds no file of this size"),
            row("Too many links", UnsupportedException::new, "the file system holds no more names for one file"),
            row("Invalid argument", UnsupportedException::new, "the file system refuses the name or the step"),
            row("Operation not supported", UnsupportedException::new, "the file system cannot do this"),
            row("Function not implemented", UnsupportedException::new, "the file system cannot do this"));

    private LocalErrors() {}

    private static Row row(Class<? extends IOException> type, Meaning meaning, String reason) {
        return new Row(type, "", meaning, reason);
    }

    private static Row row(String text, Meaning meaning, String reason) {
        return new Row(IOException.class, text, meaning, reason);
    }

    /** The typed form of an error; one that is typed already comes back as it is. */
    static StorageException translate(IOException e, ErrorContext context) {
        if (e instanceof StorageException typed) {
            return typed;
        }
        String said = said(e);
        for (Row row : TABLE) {
            if (row.fits(e, said)) {
                return row.meaning().of(context, row.reason(), e);
            }
        }
        String text = said.isEmpty() ? e.getClass().getSimpleName() : said;
        return new BackendFailureException(context, "the file system failed: " + text, e);
    }

    /**
     * Whether the file system says by the error that it does not do this at all. A failure of the device says nothing of
     * what it can do.
     */
    static boolean isRefusal(IOException e, ErrorContext context) {
        StorageException meaning = translate(e, context);
        return meaning instanceof UnsupportedException
                || meaning instanceof AccessDeniedException
                || said(e).startsWith("No locks available");
    }

    /** How many rows the table has. */
    static int rows() {
        return TABLE.size();
    }

    static String said(IOException e) {
        String text = e instanceof FileSystemException typed ? typed.getReason() : e.getMessage();
        return text == null ? "" : text;
    }
}
