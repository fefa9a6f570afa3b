package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LocalErrorsTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "local:/data", "a");

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(new ClosedByInterruptException(), CancelledException.class),
                arguments(new FileLockInterruptionException(), CancelledException.class),
                arguments(new InterruptedIOException(), CancelledException.class),
                arguments(new NoSuchFileException("f"), NotFoundException.class),
                arguments(new FileAlreadyExistsException("f"), AlreadyExistsException.class),
                arguments(new java.nio.file.AccessDeniedException("f"), AccessDeniedException.class),
                arguments(new DirectoryNotEmptyException("f"), KeyConflictException.class),
                arguments(new NotDirectoryException("f"), KeyConflictException.class),
                arguments(new FileSystemLoopException("f"), KeyConflictException.class),
                arguments(
                        new AtomicMoveNotSupportedException("f", "g", "Invalid cross-device link"),
                        UnsupportedException.class));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("not in the file-name encoding", UnsupportedException.class),
                arguments("No space left on device", NoSpaceException.class),
                arguments("Disk quota exceeded", NoSpaceException.class),
                arguments("Permission denied", AccessDeniedException.class),
                arguments("Operation not permitted", AccessDeniedException.class),
                arguments("Read-only file system", AccessDeniedException.class),
                arguments("Too many open files", UnavailableException.class),
                arguments("Too many open files in system", UnavailableException.class),
                arguments("Cannot allocate memory", UnavailableException.class),
                arguments("Device or resource busy", UnavailableException.class),
                arguments("Resource temporarily unavailable", UnavailableException.class),
                arguments("Resource deadlock avoided", UnavailableException.class),
                arguments("No locks available", UnavailableException.class),
                arguments("Stale file handle", UnavailableException.class),
                arguments("Transport endpoint is not connected", UnavailableException.class),
                arguments("Host is down", UnavailableException.class),
                arguments("Connection timed out", TimeoutException.class),
                arguments("Not a directory", KeyConflictException.class),
                arguments("Invalid cross-device link", UnsupportedException.class),
                arguments("Is a directory", KeyConflictException.class),
                arguments("Directory not empty", KeyConflictException.class),
                arguments("Too many levels of symbolic links", KeyConflictException.class),
                arguments("File name too long", UnsupportedException.class),
                arguments("File too large", UnsupportedException.class),
                arguments("Too many links", UnsupportedException.class),
                arguments("Invalid argument", UnsupportedException.class),
                arguments("Operation not supported", UnsupportedException.class),
                arguments("Function not implemented", UnsupportedException.class),
                arguments("Input/output error", BackendFailureException.class),
                arguments("Structure needs cleaning", BackendFailureException.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeDecidesWhateverTheText(IOException error, Class<? extends StorageException> meaning) {
        assertThat(LocalErrors.translate(error, CONTEXT))
                .isExactlyInstanceOf(meaning)
                .hasCause(error);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextDecidesWithOrWithoutTheNameOfAFile(String text, Class<? extends StorageException> meaning) {
        for (IOException error : new IOException[] {
            new FileSystemException("f", null, text), new FileSystemException("f", "g", text), new IOException(text)
        }) {
            assertThat(LocalErrors.translate(error, CONTEXT))
                    .isExactlyInstanceOf(meaning)
                    .hasMessageStartingWith("write local:/data key=`a`: ")
                    .hasCause(error);
        }
    }

    @Test
    void everyRowOfTheTableIsTried() {
        long texts = texts().count() - 2 /* those without a row */ - 1 /* one row for both kinds of open files */;
        assertThat(LocalErrors.rows()).isEqualTo(types().count() + texts);
    }

    @Test
    void aFailureOfNoKnownKindKeepsItsText() {
        assertThat(LocalErrors.translate(new IOException("Structure needs cleaning"), CONTEXT))
                .hasMessage("write local:/data key=`a`: the file system failed: Structure needs cleaning");
        assertThat(LocalErrors.translate(new IOException(), CONTEXT)).hasMessageEndingWith("failed: IOException");
    }

    @Test
    void aTypedErrorStaysAsItIs() {
        NoSpaceException typed = new NoSpaceException(CONTEXT, "full");
        assertThat(LocalErrors.translate(typed, CONTEXT)).isSameAs(typed);
    }
}
