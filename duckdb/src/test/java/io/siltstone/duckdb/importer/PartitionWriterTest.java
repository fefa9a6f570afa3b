package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever order rows come in, and however many threads write them: the same files, each in the order of time. */
class PartitionWriterTest {

    /** More than one row group in each of two days. */
    private static final int ROWS = 260_000;

    private static final String EVEN = "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MILLISECOND * (i * 172800000 // "
            + ROWS + ") AS time, i, md5((i % 1000)::VARCHAR) AS text FROM range(" + ROWS + ") t(i)";
    private static final String TIED = "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (i // 3 * 2) AS time, i % 3"
            + " AS station, (i * 7919 % 1000)::DOUBLE AS value FROM range(" + ROWS + ") t(i)";

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(bench.leftovers()).as("temporary files are removed").isEmpty();
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rowsInOrderAreTheFilesOfTheSameRowsInAnyOther(int threads) throws Exception {
        Map<String, String> orders = Map.of(
                "even.csv", "i",
                "even.parquet", "i",
                "nearly.parquet", "i // 100, hash(i)",
                "days.parquet", "i // 130000, hash(i)",
                "halves.parquet", "i % 2, i",
                "mixed.parquet", "hash(i)");
        requireOneContent(EVEN, orders, threads, PartitionUnit.DAY);
        requireOrder();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rowsOfOneTimeAreTheSameFilesInAnyOrder(int threads) throws Exception {
        Map<String, String> orders = Map.of(
                "interleaved.parquet", "time, station",
                "backwards.parquet", "time, station DESC",
                "series.parquet", "station, time",
                "mixed.parquet", "hash(time, station)");
        requireOneContent(TIED, orders, threads, PartitionUnit.DAY);
        requireOrder();
    }

    /** Files of less than a row group, whose rows stand in two blocks of the engine at times. */
    @Test
    void filesOfOneRowGroupAreTheSameWhereverTheirRowsStand() throws Exception {
        Map<String, String> orders = Map.of("even.parquet", "i", "mixed.parquet", "hash(i)");
        requireOneContent(EVEN, orders, 2, PartitionUnit.HOUR);
    }

    private void requireOneContent(String rows, Map<String, String> orders, int threads, PartitionUnit unit)
            throws Exception {
        List<ImportedFile> first = List.of();
        for (Map.Entry<String, String> order : orders.entrySet()) {
            String input = bench.copy(order.getKey(), "SELECT * FROM (" + rows + ") ORDER BY " + order.getValue());
            ImportReport report =
                    importer(threads).run(ImportBench.request(input).withPartition(unit), ImportListener.NONE);
            assertThat(report.rowsIn()).as(order.getKey()).isEqualTo(ROWS);
            if (first.isEmpty()) {
                first = report.files();
                assertThat(report.rowsStored()).isEqualTo(ROWS);
            }
            assertThat(report.files().stream().map(ImportedFile::key))
                    .as("%s, %d threads", order.getKey(), threads)
                    .containsExactlyElementsOf(
                            first.stream().map(ImportedFile::key).toList());
        }
    }

    /** The files of a few days are read in their order. */
    private void requireOrder() throws Exception {
        assertThat(bench.rows("SELECT count(*), count(CASE WHEN before > time THEN 1 END) FROM (SELECT time, lag(time)"
                        + " OVER () AS before FROM files)"))
                .containsExactly(ROWS + "|0");
    }

    @Test
    void rowsOfNoTimeBetweenOthersAreNoneOfTheirFiles() throws Exception {
        String input = bench.copy(
                "bad.parquet",
                "SELECT CASE WHEN i % 10 < 9 THEN TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * i END AS time, i FROM"
                        + " range(10000) t(i)");
        ImportRequest request = ImportBench.request(input).withBadRows(BadRows.keep(folder.resolve("rejects.csv")));

        ImportReport report = importer(2).run(request, ImportListener.NONE);

        assertThat(report.rowsRejected()).isEqualTo(1_000);
        assertThat(report.rowsStored()).isEqualTo(9_000);
        assertThat(bench.rows("SELECT count(*), count(time), sum(i % 10 = 9) FROM files"))
                .containsExactly("9000|9000|0");
    }

    @Test
    void anInterruptWhileFilesAreWrittenStoresNothing() throws Exception {
        String input = bench.copy(
                "hours.parquet",
                "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS time, i FROM range(2000) t(i)");
        Thread importing = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        ImportListener interrupting = new ImportListener() {
            @Override
            public void onPartitioned(double fraction) {
                if (fraction > 0.5 && interrupted.compareAndSet(false, true)) {
                    importing.interrupt();
                }
            }
        };

        assertThatThrownBy(() -> importer(2).run(ImportBench.request(input), interrupting))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.keys()).isEmpty();
    }

    private Importer importer(int threads) {
        return new Importer(
                bench.storage, DuckDbSettings.DEFAULT.withThreads(threads).withTemporaryDirectory(bench.temporary()));
    }
}
