package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectReader;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParquetFooterTest {

    private static final byte[] PLAIN = ParquetFiles.query("SELECT range AS i FROM range(10)");

    @Test
    void tellsWhatDuckDbWrote() throws IOException {
        ParquetFooter footer = ParquetFiles.footer(ParquetFiles.query(
                "SELECT range AS i, range / 4 AS half, 'x' || range AS name, {'a': range::INT, 'b': [range]} AS pair"
                        + " FROM range(5000)",
                ", ROW_GROUP_SIZE 2048, KV_METADATA {'from': 'me', 'empty': ''}"));

        assertThat(footer.key()).hasToString(ParquetFiles.KEY);
        assertThat(footer.rowCount()).isEqualTo(5000);
        assertThat(footer.rowGroupCount()).isEqualTo(3);
        assertThat(footer.metadata()).containsEntry("from", "me").containsEntry("empty", "");
        assertThat(footer.columns())
                .extracting(ParquetColumn::name, ParquetColumn::kind)
                .containsExactly(
                        tuple("i", ColumnKind.INTEGER),
                        tuple("half", ColumnKind.FLOATING),
                        tuple("name", ColumnKind.OTHER),
                        tuple("pair.a", ColumnKind.INTEGER),
                        tuple("pair.b.list.element", ColumnKind.OTHER));
    }

    @Test
    void foldsRangesOverRowGroups() throws IOException {
        ParquetFooter footer = ParquetFiles.footer(ParquetFiles.query(
                "SELECT range AS up, 4999 - range AS down, range / 4 AS half, CASE WHEN range > 4500 THEN range END AS late,"
                        + " NULL::INT AS never FROM range(5000)",
                ", ROW_GROUP_SIZE 2048"));

        assertThat(range(footer, "up")).contains(new ColumnRange.Whole(0, 4999));
        assertThat(range(footer, "down")).contains(new ColumnRange.Whole(0, 4999));
        assertThat(range(footer, "half")).contains(new ColumnRange.Floating(0, 1249.75));
        assertThat(range(footer, "late")).contains(new ColumnRange.Whole(4501, 4999));
        assertThat(footer.column("late").orElseThrow().nulls()).hasValue(4501);
        assertThat(range(footer, "never")).isEmpty();
        assertThat(footer.column("never").orElseThrow().nulls()).hasValue(5000);
    }

    @Test
    void aFileWithoutRowsIsWhole() throws IOException {
        ParquetFooter footer = ParquetFiles.footer(ParquetFiles.query("SELECT 1 AS i WHERE false"));

        assertThat(footer.rowCount()).isZero();
        assertThat(footer.columns()).extracting(ParquetColumn::name).containsExactly("i");
        assertThat(range(footer, "i")).isEmpty();
    }

    @Test
    void asksOnceForTheTail() throws IOException {
        CountingBackend backend = counting(PLAIN);

        assertThat(ParquetFooter.read(readerOf(backend)).rowCount()).isEqualTo(10);
        assertThat(backend.ranges()).containsExactly("bytes=-" + PLAIN.length);
    }

    @Test
    void asksTwiceForALongFooter() throws IOException {
        String columns = IntStream.range(0, 1500)
                .mapToObj(i -> "range AS a_column_with_quite_a_long_name_" + i)
                .collect(Collectors.joining(", "));
        byte[] file = ParquetFiles.query("SELECT " + columns + " FROM range(3)");
        CountingBackend backend = counting(file);

        ParquetFooter footer = ParquetFooter.read(readerOf(backend));

        assertThat(footer.columns()).hasSize(1500);
        assertThat(range(footer, "a_column_with_quite_a_long_name_1499")).contains(new ColumnRange.Whole(0, 2));
        assertThat(backend.ranges()).hasSize(2).startsWith("bytes=-65536");
    }

    @Test
    void aColumnIsFoundByItsNameAloneAndOnlyOnce() throws IOException {
        ParquetFooter footer = ParquetFiles.footer(ParquetFiles.query("SELECT {'time': 1} AS a, 2 AS \"a.time\""));

        assertThat(footer.column("time")).isEmpty();
        assertThat(footer.column("a.time"))
                .hasValueSatisfying(column -> assertThat(column.isTopLevel()).isTrue());
    }

    static Stream<Arguments> damaged() {
        byte[] encrypted = PLAIN.clone();
        encrypted[encrypted.length - 1] = 'E';
        byte[] headless = PLAIN.clone();
        headless[0] = 'X';
        byte[] hugeFooter = PLAIN.clone();
        Arrays.fill(hugeFooter, hugeFooter.length - 8, hugeFooter.length - 4, (byte) 0xff);
        byte[] noFooter = PLAIN.clone();
        Arrays.fill(noFooter, noFooter.length - 8, noFooter.length - 4, (byte) 0);
        byte[] zeroed = PLAIN.clone();
        Arrays.fill(zeroed, 4, zeroed.length - 8, (byte) 0);
        return Stream.of(
                Arguments.of("nothing", new byte[0], IntegrityException.class, "empty file"),
                Arguments.of("11 bytes", new byte[11], IntegrityException.class, "11 bytes are too short"),
                Arguments.of("12 zero bytes", new byte[12], IntegrityException.class, "the last 4 bytes are not PAR1"),
                Arguments.of(
                        "a beginning",
                        Arrays.copyOf(PLAIN, PLAIN.length - 1),
                        IntegrityException.class,
                        "the end is missing: the last 4 bytes are not PAR1"),
                Arguments.of("an end", headless, IntegrityException.class, "the first 4 bytes are not PAR1"),
                Arguments.of("encrypted", encrypted, UnsupportedException.class, "encrypted (PARE)"),
                Arguments.of(
                        "a footer past the file",
                        hugeFooter,
                        IntegrityException.class,
                        "a footer of 4294967295 bytes does not fit in a file of " + PLAIN.length),
                Arguments.of("no footer", noFooter, IntegrityException.class, "a footer of 0 bytes does not fit"),
                Arguments.of("zeros", zeroed, IntegrityException.class, "the footer cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void saysWhatIsWrongAndWhere(String name, byte[] file, Class<StorageException> type, String reason)
            throws IOException {
        ObjectReader reader = ParquetFiles.reader(file);

        assertThatThrownBy(() -> ParquetFooter.read(reader))
                .isInstanceOf(type)
                .hasMessageContaining(reason)
                .hasMessageContaining(ParquetFiles.KEY);
    }

    @Test
    void aStreamThatBreaksIsAFailureOfTheStoreAndNoDamage() throws IOException {
        CountingBackend backend =
                new CountingBackend(new MemoryBackend(new MemoryConfig("broken"), StoreRuntime.system())) {
                    @Override
                    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                        ObjectContent whole = super.read(key, options);
                        InputStream broken = new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the cable was pulled");
                            }
                        };
                        return new ObjectContent(
                                whole.info(),
                                whole.extent(),
                                broken,
                                ErrorContext.of(Operation.READ, "test", key.value()));
                    }
                };
        Storage.of(backend).write(ParquetFiles.KEY, PLAIN);
        ObjectReader reader = readerOf(backend);

        assertThatThrownBy(() -> FooterCheck.of(reader))
                .isInstanceOf(BackendFailureException.class)
                .hasMessageContaining("the cable was pulled");
    }

    private static Optional<ColumnRange> range(ParquetFooter footer, String column) {
        return footer.column(column).orElseThrow().range();
    }

    private static CountingBackend counting(byte[] content) throws IOException {
        CountingBackend backend =
                new CountingBackend(new MemoryBackend(new MemoryConfig("counted"), StoreRuntime.system()));
        Storage.of(backend).write(ParquetFiles.KEY, content);
        return backend;
    }

    private static ObjectReader readerOf(CountingBackend backend) throws IOException {
        return Storage.of(backend).reader(ParquetFiles.KEY);
    }
}
