package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Storage;
import io.siltstone.parquet.ParquetColumn;
import io.siltstone.parquet.ParquetFooter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held against DuckDB itself, which reads each two of these files by name. */
final class ColumnUnionTest {

    private static final List<String> VALUES = List.of(
            "7::INTEGER",
            "-70000000000::BIGINT",
            "9007199254740993::BIGINT",
            "18446744073709551615::UBIGINT",
            "1.5::FLOAT",
            "0.1::DOUBLE",
            "7654321.25::DECIMAL(9,2)",
            "100000000000000000000000000000000000.25::DECIMAL(38,2)",
            "'seven'::VARCHAR",
            "true::BOOLEAN",
            "'2024-01-31'::DATE",
            "'9999-01-31'::DATE",
            "'2024-01-31 10:00:00.000001'::TIMESTAMP",
            "'2024-01-31 10:00:00.000000001'::TIMESTAMP_NS",
            "'2024-01-31 10:00:00+00'::TIMESTAMPTZ",
            "'10:00:00'::TIME",
            "'\\x00\\xFF'::BLOB",
            "'c752d448-54ad-40ef-9bbb-1374920ce90d'::UUID",
            "'{\"a\":1}'::JSON",
            "{'a': 1, 'b': 'x'}::STRUCT(a INTEGER, b VARCHAR)",
            "{'a': 1.5, 'c': 'x'}::STRUCT(a DOUBLE, c VARCHAR)",
            "{'z': 1}::STRUCT(z INTEGER)",
            "{'a': 'x'}::STRUCT(a VARCHAR)",
            "[1, 2]::INTEGER[]",
            "['x']::VARCHAR[]",
            "MAP {'a': 1}::MAP(VARCHAR, INTEGER)",
            "NULL");

    @TempDir
    private Path folder;

    private final Map<String, Map<String, ParquetColumn>> leaves = new LinkedHashMap<>();
    private Connection duck;

    @BeforeEach
    void write() throws Exception {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement();
                Storage files = Storage.open(folder.toString())) {
            statement.execute("SET TimeZone='UTC'");
            for (String value : VALUES) {
                statement.execute("COPY (SELECT " + value + " AS v) TO '" + file(value) + "'");
                Map<String, ParquetColumn> columns = new TreeMap<>();
                String key = folder.relativize(file(value)).toString();
                ParquetFooter.read(files.reader(key)).columns().forEach(leaf -> columns.put(leaf.name(), leaf));
                leaves.put(value, columns);
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    private Path file(String value) {
        return folder.resolve(VALUES.indexOf(value) + ".parquet");
    }

    private boolean isPossible(String there, String added) {
        return new ColumnUnion(leaves.get(added), leaves.get(there)).isPossible();
    }

    /** Whether DuckDB reads both files, and both values are what they were once they are of their own types again. */
    private boolean areRead(String there, String added) {
        // A statement that failed is closed.
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("SELECT v" + type(there) + " IS NOT DISTINCT FROM " + there
                        + " FROM " + scan(there, added, 0) + " UNION ALL SELECT v" + type(added)
                        + " IS NOT DISTINCT FROM " + added + " FROM " + scan(there, added, 1))) {
            return rows.next() && rows.getBoolean(1) && rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String type(String value) {
        return value.contains("::") ? value.substring(value.indexOf("::")) : "";
    }

    private String scan(String one, String other, int index) {
        return "(SELECT * FROM read_parquet(['" + file(one) + "', '" + file(other)
                + "'], union_by_name=true, filename=true) WHERE filename = '" + (index == 0 ? file(one) : file(other))
                + "')";
    }

    @Test
    void whatIsPossibleIsReadByDuckDbWithItsValues() {
        int possible = 0;
        TreeSet<String> refusedAlthoughRead = new TreeSet<>();
        for (String there : VALUES) {
            for (String added : VALUES) {
                if (isPossible(there, added)) {
                    possible++;
                    assertThat(areRead(there, added))
                            .as(there + " and then " + added)
                            .isTrue();
                } else if (areRead(there, added)) {
                    refusedAlthoughRead.add(there + " and then " + added);
                }
            }
        }
        assertThat(possible)
                .as("pairs that are taken, of " + VALUES.size() * VALUES.size())
                .isEqualTo(185);
        assertThat(refusedAlthoughRead)
                .as("pairs that DuckDB reads, as text, JSON, bytes or numbers for what the table has")
                .isNotEmpty()
                .allMatch(pair -> pair.matches("(?s).*(VARCHAR|JSON|BLOB|BOOLEAN).*"));
    }
}
