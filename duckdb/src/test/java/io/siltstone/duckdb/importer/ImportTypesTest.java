package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is imported beside what is there must be readable by one query. */
final class ImportTypesTest {

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        assertThat(bench.leftovers()).as("temporary files are removed").isEmpty();
        bench.close();
    }

    private String input(String name, int hour, String value) throws Exception {
        return bench.copy(
                name + ".parquet", "SELECT TIMESTAMP '2024-01-01 0" + hour + ":00:00' AS time, " + value + " AS v");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "1::DOUBLE, 'x', a floating-point number (DOUBLE), text (BYTE_ARRAY UTF8)",
                "{'a': 1}, 'x', a structure of a INT32 INT_32, text (BYTE_ARRAY UTF8)",
                "[1], 1, a list or map of list.element INT32 INT_32, a whole number (INT32 INT_32)",
                "true, 1, a boolean (BOOLEAN), a whole number (INT32 INT_32)",
                "`1::DECIMAL(38,2)`, 1::DOUBLE, `a decimal (FIXED_LEN_BYTE_ARRAY DECIMAL(38,2))`, a floating-point number (DOUBLE)"
            },
            quoteCharacter = '`')
    void bothTypesAreNamedAndTheFile(String there, String added, String thereLabel, String addedLabel)
            throws Exception {
        bench.run(input("there", 1, there));
        String key = bench.keys().get(0);
        ImportRequest request = ImportBench.request(input("added", 2, added));

        assertThatThrownBy(() -> bench.run(request)).isInstanceOfSatisfying(ConfigurationException.class, e -> {
            assertThat(e.context().key()).hasValue(key);
            assertThat(e.reason()).contains("`v` is " + thereLabel).contains("and " + addedLabel);
        });
        assertThat(bench.keys()).containsExactly(key);
    }

    @Test
    void aColumnOfAnotherFileOfTheSameHourCountsAndOneFarAwayIsNotLookedAt() throws Exception {
        bench.run(input("first", 1, "1.5::DOUBLE"));
        bench.run(bench.copy("second.parquet", "SELECT TIMESTAMP '2024-01-01 05:00:00' AS time, 1 AS other"));
        bench.run(bench.copy("third.parquet", "SELECT TIMESTAMP '2024-01-01 09:00:00' AS time, 1 AS other"));
        String text =
                bench.copy("text.parquet", "SELECT TIMESTAMP '2024-01-01 05:30:00' AS time, 'x' AS w, 'x' AS other");

        assertThatThrownBy(() -> bench.run(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`other`");
        assertThat(bench.keys()).hasSize(3);
    }

    @Test
    void wholeNumbersThatAFloatingPointNumberWouldRoundAreRefusedBesideOnes() throws Exception {
        bench.run(input("there", 1, "1.5::DOUBLE"));
        bench.run(input("exact", 2, "9007199254740992"));

        assertThatThrownBy(() -> bench.run(input("long", 3, "9007199254740993")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aColumnWithoutValuesIsLeftOutWhereItWouldChangeTheTables() throws Exception {
        bench.run(bench.write("numbers.csv", "time,v,w\n2024-01-01T01:00:00,1.5,a\n"));
        String empty = bench.write("empty.csv", "time,v,w\n2024-01-01T02:00:00,,b\n2024-01-01T03:00:00,,c\n");

        ImportReport report = bench.run(empty);
        ImportReport again = bench.run(empty);

        assertThat(report.rowsStored()).isEqualTo(2);
        assertThat(again.rowsAlreadyThere()).isEqualTo(2);
        assertThat(bench.rows("SELECT typeof(v), v, w FROM files ORDER BY time"))
                .containsExactly("DOUBLE|1.5|a", "DOUBLE|null|b", "DOUBLE|null|c");
    }

    @Test
    void rowsThatAreThereInAnotherFormAreNotAddedAgain() throws Exception {
        bench.run(bench.write("empty.csv", "time,v\n2024-01-01T02:00:00,\n"));
        bench.run(bench.write("numbers.csv", "time,v\n2024-01-01T01:00:00,1.5\n2024-01-01T03:00:00,2.5\n"));

        ImportReport report =
                bench.run(bench.write("more.csv", "time,v\n2024-01-01T02:00:00,\n2024-01-01T04:00:00,\n"));

        assertThat(report.rowsAlreadyThere()).isEqualTo(1);
        assertThat(report.rowsStored()).isEqualTo(1);
        assertThat(bench.rows("SELECT hour(time), v FROM files ORDER BY time"))
                .containsExactly("1|1.5", "2|null", "3|2.5", "4|null");
    }
}
