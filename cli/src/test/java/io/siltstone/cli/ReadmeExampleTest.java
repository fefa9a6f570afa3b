package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.importer.ImportListener;
import io.siltstone.duckdb.importer.ImportReport;
import io.siltstone.duckdb.importer.ImportRequest;
import io.siltstone.duckdb.importer.Importer;
import io.siltstone.duckdb.query.QueryEngine;
import io.siltstone.duckdb.query.QueryRequest;
import io.siltstone.duckdb.query.QueryResult;
import io.siltstone.duckdb.query.QuerySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README compiles, runs, and stands in the README as it stands here. */
class ReadmeExampleTest {

    @TempDir
    private Path directory;

    @Test
    void theExampleRuns() throws Exception {
        Path csv = directory.resolve("weather.csv");
        Files.writeString(csv, "date,temperature\n2010-07-01T00:00:00,15.5\n2010-07-04T12:00:00,22.5\n2010-09-01,9\n");
        assertThat(example(directory.resolve("store").toString(), csv.toString()))
                .isEqualTo("3 rows stored, average 19.0 from 2 files");
    }

    private static String example(String folder, String csv) throws Exception {
        // README begins
        try (Storage storage = Storage.open(folder)) {
            ImportRequest request = ImportRequest.of(List.of(csv), TableName.parse("weather.seattle"), "date");
            ImportReport report = new Importer(storage, DuckDbSettings.DEFAULT).run(request, ImportListener.NONE);

            String sql =
                    "SELECT avg(temperature) FROM weather.seattle WHERE date >= '2010-07-01' AND date < '2010-07-08'";
            try (QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT);
                    QueryResult result = engine.query(QueryRequest.of(sql))) {
                result.next();
                return report.rowsStored() + " rows stored, average "
                        + result.value(0).orElseThrow() + " from "
                        + result.statistics().filesRead() + " files";
            }
        }
        // README ends
    }

    @Test
    void theReadmeShowsThisExample() throws Exception {
        Path top = Path.of("..").toAbsolutePath().normalize();
        String source = Files.readString(top.resolve("cli/src/test/java/io/siltstone/cli/ReadmeExampleTest.java"));
        String shown = source.lines()
                .dropWhile(line -> !line.strip().equals("// README begins"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// README ends"))
                .map(line -> line.isEmpty() ? "" : line.substring("        ".length()))
                .collect(Collectors.joining("\n"));
        assertThat(shown).isNotEmpty();
        assertThat(Files.readString(top.resolve("README.md"))).contains(shown);
    }
}
