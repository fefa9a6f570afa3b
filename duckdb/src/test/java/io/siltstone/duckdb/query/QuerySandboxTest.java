package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.siltstone.core.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query reaches nothing but the tables: neither a file beside the store, nor one in it that it names by itself. */
class QuerySandboxTest {

    private static final String CANARY = "yellow-bird-7";

    @Test
    void reachesNoCanary(@TempDir Path directory) throws Exception {
        Path canary = Files.writeString(directory.resolve("canary.csv"), CANARY + "\n");
        Path target = directory.resolve("written.csv");
        Path root = Files.createDirectory(directory.resolve("store"));
        try (Storage storage = Storage.open(root.toString());
                TestTables tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
                QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT)) {
            tables.put("db.m", "2024/01/01/00/a.parquet", "", "SELECT TIMESTAMP '2024-01-01' AS time, 1 AS v");
            Path inside = Files.writeString(root.resolve("db/inside.csv"), CANARY + "\n");
            List<String> reached = new ArrayList<>();
            List<String> hostile = hostile(canary, target, inside, root);
            for (String sql : hostile) {
                Throwable error = catchThrowable(() -> {
                    try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                        reached.addAll(TestTables.rows(result).stream()
                                .map(row -> sql + " -> " + row)
                                .toList());
                    }
                });
                assertThat(error).as(sql).isInstanceOf(QueryException.class);
                assertThat(error.getMessage()).as(sql).doesNotContain(CANARY);
            }
            assertThat(reached).as("of %d statements", hostile.size()).isEmpty();
            assertThat(target).doesNotExist();
            assertThat(Files.readString(canary)).isEqualTo(CANARY + "\n");
            try (var files = Files.walk(root.resolve("db"))) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(2);
            }
            try (QueryResult result = engine.query(QueryRequest.of("SELECT v FROM db.m"))) {
                assertThat(TestTables.rows(result)).containsExactly("[Optional[1]]");
            }
        }
    }

    private static List<String> hostile(Path canary, Path target, Path inside, Path root) {
        List<String> hostile = new ArrayList<>();
        for (Path file : List.of(canary, inside, Path.of("/etc/passwd"))) {
            hostile.addAll(List.of(
                    "SELECT * FROM '" + file + "'",
                    "SELECT * FROM \"" + file + "\"",
                    "SELECT * FROM read_csv('" + file + "')",
                    "SELECT * FROM read_csv_auto('" + file + "')",
                    "SELECT * FROM read_text('" + file + "')",
                    "SELECT * FROM read_blob('" + file + "')",
                    "SELECT * FROM read_json('" + file + "')",
                    "SELECT * FROM sniff_csv('" + file + "')",
                    "SELECT * FROM glob('" + file + "')",
                    "SELECT (SELECT content FROM read_text('" + file + "'))",
                    "SELECT * FROM db.m WHERE v IN (SELECT size FROM read_blob('" + file + "'))",
                    "WITH x AS (SELECT * FROM read_text('" + file + "')) SELECT * FROM x",
                    "WITH \"" + file + "\" AS (SELECT 1) SELECT * FROM (WITH y AS (SELECT 2) SELECT * FROM y), \""
                            + file + "\"",
                    "SELECT * FROM query('SELECT * FROM read_text(''" + file + "'')')",
                    "SELECT * FROM query_table('" + file + "')",
                    "SELECT * FROM read_text(['" + file + "'])",
                    "FROM parquet_metadata('" + file + "')",
                    "FROM db.m, LATERAL (SELECT * FROM read_text('" + file + "'))",
                    "SELECT * FROM db.m UNION ALL SELECT * FROM read_text('" + file + "')",
                    "DESCRIBE SELECT * FROM '" + file + "'",
                    "SUMMARIZE '" + file + "'",
                    "ATTACH '" + file + "' AS x",
                    "COPY (SELECT 1) TO '" + target + "'",
                    "COPY db.m FROM '" + file + "'"));
        }
        hostile.addAll(List.of(
                "SELECT * FROM '" + root + "/db/m/2024/01/01/00/a.parquet'",
                "SELECT * FROM read_parquet('" + root + "/db/m/**/*.parquet')",
                "SELECT 1; SELECT * FROM read_text('" + canary + "')",
                "SELECT 1; COPY (SELECT 1) TO '" + target + "'",
                "",
                ";",
                "-- nothing",
                "EXPORT DATABASE '" + target + "'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SELECT * FROM 'https://example.com/x.csv'",
                "SELECT * FROM read_csv('https://example.com/x.csv')",
                "SET enable_external_access=true",
                "SET lock_configuration=false",
                "SET disabled_optimizers=''",
                "RESET allowed_directories",
                "PRAGMA database_list",
                "CALL pragma_version()",
                "CREATE TABLE x AS SELECT 1",
                "CREATE MACRO f() AS TABLE SELECT * FROM read_text('" + canary + "')",
                "DROP VIEW db.m",
                "INSERT INTO db.m VALUES (now(), 2)",
                "WITH x AS (INSERT INTO db.m VALUES (now(), 2) RETURNING *) SELECT * FROM x",
                "WITH x AS (DELETE FROM db.m RETURNING *) SELECT * FROM x",
                "DELETE FROM db.m",
                "UPDATE db.m SET v = 3",
                "EXPLAIN ANALYZE SELECT 1",
                "EXECUTE x",
                "PREPARE x AS SELECT 1",
                "VACUUM",
                "CHECKPOINT",
                "USE db",
                "SHOW TABLES",
                "SHOW ALL TABLES",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_tables",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_class",
                "SELECT * FROM memory.m",
                "SELECT * FROM temp.m",
                "SELECT * FROM system.main.duckdb_tables",
                "SELECT * FROM memory.db.m",
                "SELECT * FROM enable_logging('QueryLog', storage='file', storage_path='" + target + "')",
                "SELECT * FROM register_external_resource('x')",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT * FROM \"../db\".m",
                "SELECT * FROM db.\"../../canary\"",
                "SELECT * FROM \"db\".\"m'; DROP VIEW db.m; --\"",
                "SELECT * FROM \"db*\".m",
                "SELECT * FROM \".siltstone\".x",
                "SELECT * FROM db.m WHERE v = ?",
                "SELECT * FROM db.m WHERE v = $1",
                "PIVOT db.m ON v USING count(*)"));
        return hostile;
    }
}
