package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Backends;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile.Status;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultBackend;
import io.siltstone.testkit.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportPublicationTest {

    @TempDir
    private Path folder;

    @Test
    void aFailureMidwayTellsWhatIsThereAndTheNextRunCompletesIt() throws Exception {
        FaultBackend faults = new FaultBackend(Backends.system().open("mem:"));
        faults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(NoSpaceException::new))
                .nth(5));
        try (ImportBench bench = new ImportBench(folder, Storage.of(faults))) {
            String input = bench.copy(
                    "h.csv", "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS time, i FROM range(12) t(i)");

            IncompleteImportException e = catchThrowableOfType(IncompleteImportException.class, () -> bench.run(input));

            assertThat(e.failure()).isInstanceOf(NoSpaceException.class);
            assertThat(e.total()).isEqualTo(12);
            assertThat(e.done()).hasSizeBetween(4, 11);
            assertThat(bench.keys())
                    .containsExactlyElementsOf(
                            e.done().stream().map(file -> file.key().value()).toList());
            ImportReport again = bench.run(input);
            assertThat(again.rowsAlreadyThere()).isEqualTo(e.done().size());
            assertThat(again.rowsStored()).isEqualTo(12 - e.done().size());
            assertThat(bench.rows("SELECT count(DISTINCT i) FROM files")).containsExactly("12");
        }
    }

    @Test
    void aTableWhoseKeysWouldBeRefusedIsRefusedBeforeTheInputIsRead() throws Exception {
        try (ImportBench bench = new ImportBench(folder)) {
            for (String table : List.of("db.nul", "con.m")) {
                ImportRequest request = ImportRequest.of(List.of("/not/there.csv"), TableName.parse(table), "time");
                assertThatThrownBy(() -> bench.run(request)).isInstanceOf(InvalidKeyException.class);
            }
        }
    }

    @Test
    void theHashOfItsBytesIsKeptWithEachFile() throws Exception {
        try (ImportBench bench = new ImportBench(folder)) {
            bench.run(bench.copy(
                    "h.csv", "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS time FROM range(3) t(i)"));
            assertThat(bench.keys()).hasSize(3);
            for (String key : bench.keys()) {
                assertThat(Sha256.keptWith(bench.storage.stat(key).orElseThrow()))
                        .contains(Sha256.of(bench.storage.read(key)));
            }
        }
    }

    @Test
    void theSameRowsInOtherBytesAreThere() throws Exception {
        try (ImportBench bench = new ImportBench(folder)) {
            String input = bench.copy(
                    "h.csv", "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * i AS time, i FROM range(60) t(i)");
            String key = bench.run(input).files().get(0).key().value();
            String other = bench.copy(
                    "other.parquet",
                    "SELECT * FROM (" + "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1"
                            + " MINUTE * i AS time, i FROM range(60) t(i)) ORDER BY i DESC");
            bench.storage.delete(key);
            bench.storage.write("db/m/2024/01/01/00/by-another-version.parquet", Files.readAllBytes(Path.of(other)));

            ImportReport report = bench.run(input);

            assertThat(report.rowsAlreadyThere()).isEqualTo(60);
            assertThat(bench.keys()).containsExactly("db/m/2024/01/01/00/by-another-version.parquet");

            bench.write("changed.csv", Files.readString(Path.of(input)).replace(",59\n", ",60\n"));
            assertThat(bench.run(bench.path("changed.csv")).rowsStored()).isEqualTo(60);
        }
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsAnError() throws Exception {
        try (ImportBench bench = new ImportBench(folder)) {
            String input = bench.write("a.csv", "time\n2024-01-01\n2024-01-02\n");
            String key = bench.run(input).files().get(0).key().value();
            byte[] bytes = bench.storage.read(key);
            byte[] longer = Arrays.copyOf(new byte[0], bytes.length + 1);
            System.arraycopy(bytes, 0, longer, 1, bytes.length);
            bench.storage.write(key, longer);

            assertThatThrownBy(() -> bench.run(input))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("damaged or changed");
        }
    }

    @Test
    void aFullDiskStoresNothing() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        boolean mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(mounted, "a small file system cannot be mounted here, so no disk gets full");
        try (ImportBench bench = new ImportBench(folder)) {
            String input = bench.copy(
                    "h.csv",
                    "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * i AS time, md5(i::VARCHAR) m FROM"
                            + " range(200000) t(i)");
            Importer importer = new Importer(bench.storage, DuckDbSettings.DEFAULT.withTemporaryDirectory(small));

            assertThatThrownBy(() -> importer.run(ImportBench.request(input), ImportListener.NONE))
                    .isInstanceOf(NoSpaceException.class);
            assertThat(bench.keys()).isEmpty();
            try (var left = Files.list(small)) {
                assertThat(left).isEmpty();
            }
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test
    void memoryIsBoundedForInputLargerThanIt() throws Exception {
        try (ImportBench bench = new ImportBench(folder)) {
            String input = bench.copy(
                    "large.csv",
                    "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * ((i * 7919) % 2000000) AS time, i, "
                            + "md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS text FROM range(2000000) t(i)");
            assertThat(Files.size(Path.of(input))).isGreaterThan(150L << 20);
            DuckDbSettings limited = DuckDbSettings.DEFAULT
                    .withThreads(2)
                    .withMemoryLimitBytes(128L << 20)
                    .withTemporaryDirectory(bench.temporary());

            ImportReport report = new Importer(bench.storage, limited)
                    .run(ImportBench.request(input).withPartition(PartitionUnit.DAY), ImportListener.NONE);

            assertThat(report.rowsStored()).isEqualTo(2_000_000);
            assertThat(report.files()).hasSize(24);
            assertThat(bench.rows("SELECT count(*), count(DISTINCT i), sum(i) FROM files"))
                    .containsExactly("2000000|2000000|1999999000000");
            assertThat(bench.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowIsAccountedForAndInItsPartition(long seed) throws Exception {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        PartitionUnit unit = PartitionUnit.values()[random.nextInt(3)];
        List<String> lines = new ArrayList<>();
        TreeMap<String, Long> expected = new TreeMap<>();
        long bad = 0;
        for (int i = random.nextInt(3000); i >= 0; i--) {
            int kind = random.nextInt(20);
            Instant time = Instant.ofEpochSecond(random.nextLong(-90_000, 90_000));
            if (kind < 3) {
                bad++;
                lines.add(List.of("never,1", "1970-01-01", ",2").get(kind));
            } else {
                lines.add((kind < 10 ? time : time.toString().replace("T", " ").replace("Z", "+00")) + ","
                        + (kind == 19 ? "\"a\nb\"" : i));
                expected.merge("db/m/" + unit.path(time) + "/", 1L, Long::sum);
            }
        }
        try (ImportBench bench = new ImportBench(folder)) {
            ImportRequest request = ImportBench.request(
                            bench.write("r.csv", "time,v\n" + String.join("\n", lines) + "\n"))
                    .withPartition(unit)
                    .withBadRows(BadRows.keep(folder.resolve("rejects.csv")));

            ImportReport report = bench.run(request);

            assertThat(report.rowsIn()).isEqualTo(lines.size());
            assertThat(report.rowsRejected()).isEqualTo(bad);
            assertThat(report.rowsStored()).isEqualTo(lines.size() - bad);
            TreeMap<String, Long> stored = new TreeMap<>();
            for (ImportedFile file : report.files()) {
                String key = file.key().value();
                stored.merge(key.substring(0, key.lastIndexOf('/') + 1), file.rows(), Long::sum);
            }
            assertThat(stored)
                    .as("seed %d, by %s", seed, unit.name().toLowerCase(Locale.ROOT))
                    .isEqualTo(expected);
            assertThat(bench.run(request).count(Status.STORED)).isZero();
        }
    }
}
