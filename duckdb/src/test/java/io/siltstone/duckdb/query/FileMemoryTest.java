package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMemoryTest {

    private static final String ONE_DAY =
            "SELECT count(*) FROM db.m WHERE time >= '2024-06-15' AND time < '2024-06-16'";
    private static final String NAMED = "'siltstone.time-column': 'taken', 'siltstone.time-unit': 'timestamp_us'";

    @TempDir
    private Path directory;

    private final List<String> asked = new ArrayList<>();
    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    /** Notes what the store is asked. */
    private final class Noting extends ForwardingBackend {

        Noting(Backend inner) {
            super(inner);
        }

        @Override
        public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
            asked.add("entries " + prefix);
            return super.listEntries(prefix);
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
            asked.add("objects " + request.prefix());
            return super.listObjects(request);
        }

        @Override
        public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
            asked.add("stat " + key);
            return super.stat(key);
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            asked.add("read " + key);
            return super.read(key, options);
        }
    }

    @BeforeEach
    void open() throws Exception {
        Storage local =
                Storage.open(Files.createDirectory(directory.resolve("store")).toString());
        storage = Storage.of(new Noting(local.backend()));
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        engine = new QueryEngine(storage, QuerySettings.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    private QueryStatistics query(String sql, String... rows) throws Exception {
        asked.clear();
        try (QueryResult result = engine.query(QueryRequest.of(sql))) {
            assertThat(TestTables.rows(result)).containsExactly(rows);
            return result.statistics();
        }
    }

    @Test
    void asksForEachDirectoryOnceAndReadsFootersInTheFirstQueryAlone() throws Exception {
        for (String day : List.of("01/01", "02/10", "06/14", "06/15", "06/16", "12/31")) {
            String time = "TIMESTAMP '2024-" + day.replace('/', '-') + " 07:00:00'";
            tables.put("db.m", "2024/" + day + "/07/a.parquet", "", "SELECT " + time + " AS time, 1 AS v");
        }

        query(ONE_DAY, "[Optional[1]]");

        assertThat(asked).doesNotHaveDuplicates().contains("objects db/m/2024/06/15");
        assertThat(asked)
                .filteredOn(call -> call.startsWith("read"))
                .containsExactly("read db/m/2024/01/01/07/a.parquet", "read db/m/2024/12/31/07/a.parquet");

        query(ONE_DAY, "[Optional[1]]");

        assertThat(asked)
                .containsExactly(
                        "entries db/m",
                        "entries db/m/2024",
                        "entries db/m/2024/01",
                        "entries db/m/2024/01/01",
                        "entries db/m/2024/01/01/07",
                        "entries db/m/2024/12",
                        "entries db/m/2024/12/31",
                        "entries db/m/2024/12/31/07",
                        "entries db/m/2024/06",
                        "objects db/m/2024/06/15");
    }

    @Test
    void knowsAReplacedFileForAnother() throws Exception {
        String path = "2024/06/15/07/a.parquet";
        tables.put("db.m", path, "", "SELECT TIMESTAMP '2024-06-15 07:00:00' AS time, 1 AS v");
        assertThat(query("SELECT * EXCLUDE (time) FROM db.m", "[Optional[1]]")
                        .tables()
                        .get(0)
                        .timeColumn())
                .contains("time");
        query("SELECT * EXCLUDE (time) FROM db.m", "[Optional[1]]");

        tables.put("db.m", path, NAMED, "SELECT TIMESTAMP '2024-06-15 07:00:00' AS taken, 2 AS time, 3::BIGINT AS w");

        assertThat(query(
                                "SELECT * EXCLUDE (time) REPLACE (year(taken) AS taken) FROM db.m",
                                "[Optional[2024], Optional[3]]")
                        .tables()
                        .get(0)
                        .timeColumn())
                .contains("taken");
    }

    @Test
    void forgetsNoTableOfATextThatItKnows() throws Exception {
        tables.put("db.m", "2024/06/15/07/a.parquet", "", "SELECT TIMESTAMP '2024-06-15 07:00:00' AS time");
        tables.put("db.n", "2024/06/15/07/a.parquet", "", "SELECT TIMESTAMP '2024-06-15 07:00:00' AS time");
        String sql = "SELECT count(*) FROM db.n JOIN db.m USING (time)";

        List<TableStatistics> first = query(sql, "[Optional[1]]").tables();

        assertThat(query(sql, "[Optional[1]]").tables()).isEqualTo(first);
        assertThat(first).extracting(table -> table.table().toString()).containsExactly("db.n", "db.m");
    }
}
