package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a store that is not on this machine, each as it is on a folder. A test class per kind of store. */
interface RemoteCommands {

    /** An address of a place that is empty and nobody else's, as {@code --store} takes it. */
    String newStore();

    /** A run whose variables hold the keys. */
    Run run();

    /**
     * A command and what comes of it.
     *
     * @param input for standard input; empty for none
     * @param line its words, separated by spaces; {@code @} stands for the store, {@code %} for a folder of the test
     * @param code how it ends
     * @param says a part of what it prints, on either stream
     */
    record Row(String input, String line, int code, String says) {

        static Row of(String line, int code, String says) {
            return new Row("", line, code, says);
        }
    }

    @Test
    default void objectsAreWrittenReadAndRemovedAsInAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("file"), "from a file");
        String store = newStore();
        all(
                store,
                folder,
                List.of(
                        Row.of("config", 0, store),
                        Row.of("ls", 0, ""),
                        new Row("0123456789", "put - db/a+b%25", 0, ""),
                        new Row("x", "put --create-only - db/a+b%25", 13, "already"),
                        Row.of("put %/file db/m/file", 0, ""),
                        Row.of("put %/file db/../x", 2, ""),
                        Row.of("stat db/a+b%25", 0, "10"),
                        Row.of("stat db/absent", 4, "absent"),
                        Row.of("cat db/a+b%25 --offset 2 --length 3", 0, "234"),
                        Row.of("cat db/a+b%25 --tail 2", 0, "89"),
                        Row.of("cat db/absent", 4, "absent"),
                        Row.of("get db/m/file %/got", 0, ""),
                        Row.of("get db/m/file - --if-version 0123456789abcdef0123456789abcdef", 5, "version"),
                        Row.of("cp db/m/file db/m/copy", 0, ""),
                        Row.of("cp db/m/file db/m/copy --create-only", 13, ""),
                        Row.of("cp db/absent db/m/other", 4, ""),
                        Row.of("ls db", 0, "db/m/"),
                        Row.of("ls -r", 0, "db/m/copy"),
                        Row.of("ls absent", 3, "absent"),
                        Row.of("du -s", 0, "3 objects"),
                        Row.of("rm db/absent", 4, "absent"),
                        Row.of("rm -f db/absent", 0, ""),
                        Row.of("rm -n db/a+b%25", 0, "db/a+b%25"),
                        Row.of("rm db/a+b%25 db/m/copy", 0, ""),
                        Row.of("rm -r db", 8, "--yes"),
                        Row.of("rm -r db --yes", 0, ""),
                        Row.of("ls -r", 0, ""),
                        Row.of("sweep --older-than 0s", 0, "removed 0 leftovers")));
        assertThat(folder.resolve("got")).hasContent("from a file");
        assertThat(run().of("ls", "-r", "--store", store).out()).isEmpty();
    }

    @Test
    default void measurementsAreImportedQueriedAndVerified(@TempDir Path folder) throws Exception {
        String store = newStore();
        Files.writeString(folder.resolve("rows.csv"), rows());
        Files.createDirectory(folder.resolve("copy"));
        all(
                store,
                folder,
                List.of(
                        Row.of("import %/rows.csv --to weather.hourly --time time", 0, "36 rows in = 36 stored"),
                        Row.of("import %/rows.csv --to weather.hourly --time time", 0, "36 already there"),
                        Row.of("databases", 0, "weather"),
                        Row.of("measurements weather", 0, "hourly"),
                        Row.of("measurements absent", 3, "absent"),
                        Row.of("coverage weather.hourly --ascii", 0, "2025-11-01"),
                        Row.of("coverage weather.hourly --fail-on-gap 2h", 12, "gap"),
                        Row.of("du weather", 0, "6 objects"),
                        Row.of("verify --time-bounds", 0, "6 files"),
                        Row.of("verify --deep", 0, "6 files"),
                        Row.of("sync @ %/copy", 0, "6 transferred, 0 up to date, 0 failed"),
                        Row.of("sync %/copy @", 0, "0 transferred, 6 up to date, 0 failed"),
                        Row.of("verify --against %/copy", 0, "6 files"),
                        Row.of("doctor", 0, "0 unknown"),
                        Row.of("ls -r siltstone-doctor", 3, "")));
    }

    @Test
    default void aSecondQueryFetchesNothing(@TempDir Path folder) throws Exception {
        String store = newStore();
        Path csv = Files.writeString(folder.resolve("rows.csv"), rows());
        assertThat(run().of("import", csv.toString(), "--to", "w.h", "--time", "time", "--store", store)
                        .code())
                .isZero();
        String[] query = {
            "query",
            "SELECT count(*) AS n, max(temp) AS t FROM w.h",
            "--from",
            "2025-11-01T01:00:00Z",
            "--to",
            "2025-11-01T03:00:00Z",
            "--cache",
            folder.resolve("cache").toString(),
            "--json",
            "--store",
            store
        };

        Run.Result first = run().of(query);
        Run.Result second = run().of(query);

        // Two are in range; the first and the last of the table tell its columns.
        assertThat(first.out())
                .as(first.err())
                .contains("\"row\":{\"n\":12,\"t\":5.0}", "\"filesRead\":2", "\"filesFetched\":4");
        assertThat(second.out()).as(second.err()).contains("\"row\":{\"n\":12,\"t\":5.0}", "\"filesFetched\":0");
    }

    @Test
    default void theDemonstrationRunsThere() {
        Run.Result result = run().of("demo", "--store", newStore());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("weather");
    }

    private void all(String store, Path folder, List<Row> rows) {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            List<String> words = new ArrayList<>();
            for (String word : row.line().split(" ")) {
                words.add(word.equals("@") ? store : word.startsWith("%/") ? folder + word.substring(1) : word);
            }
            if (!row.line().startsWith("sync")) {
                words.add("--store");
                words.add(store);
            }
            Run.Result result =
                    run().input(row.input().getBytes(StandardCharsets.UTF_8)).of(words.toArray(String[]::new));
            String said = result.out() + result.err();
            if (result.code() != row.code() || !said.contains(row.says())) {
                wrong.add(row.line() + " -> " + result.code() + ": " + said);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Hours 0 to 4 and 9 of a day, six rows in each. */
    private static String rows() {
        StringBuilder rows = new StringBuilder("time,temp\n");
        for (int hour : new int[] {0, 1, 2, 3, 4, 9}) {
            for (int i = 0; i < 6; i++) {
                rows.append(String.format("2025-11-01 %02d:%d0:00,%d.0%n", hour, i, i));
            }
        }
        return rows.toString();
    }
}
