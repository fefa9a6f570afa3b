package io.siltstone.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table from DuckDB's words, as recorded from 2.0.0, to errors of ours. */
class DuckDbErrorsTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.READ, "test");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("IO", "Could not write file \\\"/x\\\"\",\"errno\":\"28", NoSpaceException.class),
                Arguments.of(
                        "IO",
                        "Async write failed for range [offset=8, size=4]: {\\\"exception_type\\\":\\\"IO\\\",\\\"exception_message\\\":\\\"No space\\\",\\\"errno\\\":\\\"28\\\"}",
                        NoSpaceException.class),
                Arguments.of("IO", "quota\",\"errno\":\"122", NoSpaceException.class),
                Arguments.of("IO", "denied\",\"errno\":\"13", AccessDeniedException.class),
                Arguments.of("IO", "read-only\",\"errno\":\"30", AccessDeniedException.class),
                Arguments.of("IO", "Cannot open file\",\"errno\":\"2", NotFoundException.class),
                Arguments.of("IO", "No files found that match the pattern \\\"x\\\"", NotFoundException.class),
                Arguments.of("IO", "disk on fire\",\"errno\":\"5", BackendFailureException.class),
                Arguments.of(
                        "Out of Memory",
                        "failed to offload data block of size 256.0 KiB (7.0 MiB/7.1 MiB used).\\nThis limit was set by the 'max_temp_directory_size' setting.",
                        NoSpaceException.class),
                Arguments.of(
                        "Out of Memory",
                        "could not allocate block of size 256.0 KiB (19.0 MiB/19.0 MiB used)\\nDatabase is launched in in-memory mode",
                        BackendFailureException.class),
                Arguments.of("INTERRUPT", "Interrupted!", CancelledException.class),
                Arguments.of("INTERNAL", "assertion", BackendFailureException.class),
                Arguments.of("FATAL", "over", BackendFailureException.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void knowsWhatTheStoreOrMachineFailedAt(String type, String message, Class<? extends StorageException> expected) {
        SQLException e =
                new SQLException("{\"exception_type\":\"" + type + "\",\"exception_message\":\"" + message + "\"}");

        assertThat(DuckDbErrors.storage(e, CONTEXT)).isInstanceOf(expected).hasCause(e);
    }

    @Test
    void tellsATimeLimitFromACancellation() {
        SQLException e = new SQLTimeoutException(
                "{\"exception_type\":\"INTERRUPT\",\"exception_message\":\"Query exceeded maximum execution time\"}");

        assertThat(DuckDbErrors.storage(e, CONTEXT)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void takesTextThatIsNoJsonAsItIs() {
        SQLException e = new SQLException("something broke\n\nadvice");

        assertThat(DuckDbErrors.storage(e, CONTEXT))
                .isInstanceOf(BackendFailureException.class)
                .hasMessageContaining("something broke")
                .hasMessageNotContaining("advice");
        assertThat(DuckDbErrors.storage(new SQLException((String) null), CONTEXT))
                .isInstanceOf(BackendFailureException.class);
    }
}
