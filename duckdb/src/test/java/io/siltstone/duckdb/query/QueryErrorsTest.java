package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.files.FetchedCopies;
import io.siltstone.duckdb.files.LocalCopies;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryErrorsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "IO",
                        "No files found that match the pattern \\\"/st[[]x/db/m/a[*].parquet\\\"",
                        ChangedDuringReadException.class),
                Arguments.of(
                        "IO",
                        "Cannot open file \\\"/st[x/db/m/a*.parquet\\\"\",\"errno\":\"2",
                        ChangedDuringReadException.class),
                Arguments.of(
                        "IO",
                        "Cannot open file \\\"/st[x/db/m/a*.parquet\\\"\",\"errno\":\"13",
                        AccessDeniedException.class),
                Arguments.of(
                        "Invalid Input",
                        "No magic bytes found at end of file '/st[x/db/m/a*.parquet'",
                        IntegrityException.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesTheKeyOfTheFileInTheMessage(String type, String message, Class<? extends StorageException> expected)
            throws Exception {
        ErrorContext context = ErrorContext.of(Operation.READ, "test");
        try (Storage storage = Storage.open("mem:");
                LocalCopies none = new FetchedCopies(storage, Path.of("unused"), Optional.empty())) {
            FilesToRead files = new FilesToRead("test", Optional.of(Path.of("/st[x")), none);
            files.scan(List.of(object("db/m/a*.parquet"), object("db/m/a.parquet"), object("db/m/b.parquet")));
            SQLException e =
                    new SQLException("{\"exception_type\":\"" + type + "\",\"exception_message\":\"" + message + "\"}");

            StorageException error = new QueryErrors(storage, context, files).ofFiles(e);

            assertThat(error).isInstanceOf(expected);
            assertThat(error.context().key()).contains("db/m/a*.parquet");
        }
    }

    /** As DuckDB says of files with random bytes exchanged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TProtocolException: Invalid data",
                "Out of buffer",
                "don't know what type: \\u000F",
                "invalid TType",
                "Failed to decompress GZIP block: data error",
                "Input is invalid/unsupported GZIP stream"
            })
    void damageIsDamageAlsoWhereNoFileIsNamed(String message) throws Exception {
        ErrorContext context = ErrorContext.of(Operation.READ, "test");
        try (Storage storage = Storage.open("mem:");
                LocalCopies none = new FetchedCopies(storage, Path.of("unused"), Optional.empty())) {
            FilesToRead files = new FilesToRead("test", Optional.of(Path.of("/st")), none);
            SQLException e = new SQLException("{\"exception_type\":\"\",\"exception_message\":\"" + message + "\"}");

            assertThat(new QueryErrors(storage, context, files).ofFiles(e))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("a file that the query reads is damaged");
        }
    }

    private static ObjectInfo object(String key) throws Exception {
        return new ObjectInfo(ObjectKey.of(key), 1, Instant.EPOCH, Optional.empty());
    }
}
