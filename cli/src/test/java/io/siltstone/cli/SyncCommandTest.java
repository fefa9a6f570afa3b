package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {

    @TempDir
    private Path directory;

    private String source = "";
    private String target = "";

    @BeforeEach
    void fill() {
        source = directory.resolve("a").toString();
        target = directory.resolve("b").toString();
        for (int day = 1; day <= 3; day++) {
            put(source, "db/cpu/2025/11/0" + day + "/a.parquet", "day " + day);
        }
    }

    private static void put(String store, String key, String content) {
        assertThat(Run.on(Path.of(store)).input(content).of("put", "-", key).code())
                .isZero();
    }

    private Run.Result sync(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "sync";
        arguments[1] = source;
        arguments[2] = target;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.plain().of(arguments);
    }

    private static String list(String store) {
        return Run.on(Path.of(store)).of("ls", "-r").out();
    }

    @Test
    void copiesOnceAndThenNothing() {
        Run.Result first = sync();
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("3 transferred, 0 up to date, 0 failed; 15 B sent in ");
        assertThat(first.out()).isEmpty();
        assertThat(list(target)).isEqualTo(list(source));

        Run.Result second = sync();
        assertThat(second.code()).isZero();
        assertThat(second.err()).startsWith("0 transferred, 3 up to date, 0 failed; 0 B sent in ");
    }

    @Test
    void tellsEachChangeInJson() {
        Run.Result result = sync("--json", "--only", "db.cpu", "--from", "2025-11-02", "--to", "2025-11-03");

        assertThat(result.lines())
                .containsExactly(
                        "{\"v\":1,\"type\":\"change\",\"action\":\"copy\",\"key\":\"db/cpu/2025/11/02/a.parquet\","
                                + "\"sizeBytes\":5,\"dryRun\":false}",
                        "{\"v\":1,\"type\":\"summary\",\"copied\":1,\"updated\":0,\"confirmed\":0,\"deleted\":0,"
                                + "\"upToDate\":0,\"extra\":0,\"failed\":0,\"bytesSent\":5,\"restarts\":0,"
                                + "\"stripped\":0,\"dryRun\":false}");
    }

    @Test
    void aDryRunMakesNothing() {
        Run.Result result = sync("--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSize(3).first().isEqualTo("would copy db/cpu/2025/11/01/a.parquet, 5 B");
        assertThat(Files.exists(Path.of(target))).isFalse();
    }

    @Test
    void deletesWithinTheLimitAndRefusesBeyondIt() {
        sync();
        put(target, "db/cpu/2025/11/04/a.parquet", "extra");

        assertThat(sync().code()).isZero();
        assertThat(list(target)).contains("11/04");

        Run.Result refused = sync("--delete");
        assertThat(refused.code()).isEqualTo(8);
        assertThat(refused.err())
                .contains("1 of 4 objects would be deleted, where at most 10 % and 1000 objects may be");
        assertThat(list(target)).contains("11/04");

        Run.Result deleted = sync("--delete", "--max-delete", "25%");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(deleted.err()).contains("1 deleted");
        assertThat(list(target)).isEqualTo(list(source));
    }

    @Test
    void anObjectThatFailsIsNamedAndTheRestIsCopied() {
        put(target, "db/cpu/2025/11/02", "where a directory should be");

        Run.Result result = sync();

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err())
                .contains("copy db/cpu/2025/11/02/a.parquet: ", "2 transferred, 0 up to date, 1 failed");
        assertThat(list(target)).contains("11/01/a.parquet", "11/03/a.parquet");
        Run.Result json = sync("--json");
        assertThat(json.err())
                .contains(
                        "\"error\":\"KeyConflict\"", "\"key\":\"db/cpu/2025/11/02/a.parquet\"", "\"action\":\"copy\"");
    }

    @Test
    void oneStoreOrOneInsideTheOtherIsRefusedAndNothingIsMade() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of(source));
        String inside = source + "/db/copy";

        for (String other : new String[] {source, source + "/", "file:" + source, source + "/../a", link.toString()}) {
            Run.Result same = Run.plain().of("sync", source, other);
            assertThat(same.code()).as(other).isEqualTo(2);
            assertThat(same.err()).as(other).contains("same store");
        }
        assertThat(Run.plain().of("sync", source, inside).err()).contains("the target lies inside the source");
        assertThat(Run.plain().of("sync", source, link + "/x").err()).contains("the target lies inside the source");
        assertThat(Run.plain().of("sync", inside, source).err()).contains("the source lies inside the target");
        assertThat(Files.exists(Path.of(inside))).isFalse();
        assertThat(list(source).lines()).hasSize(3);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        for (String[] arguments : new String[][] {
            {"--max-delete", "5"},
            {"--delete", "--max-delete", "x"},
            {"--delete", "--max-delete", "101%"},
            {"--delete", "--max-delete", "-1"},
            {"--transfers", "0"},
            {"--bandwidth", "fast"},
            {"--bandwidth", "0"},
            {"--only", ""},
            {"--only", "db.cpu.x"},
            {"--include", ""},
            {"--from", "2025-11-02", "--to", "2025-11-01"}
        }) {
            assertThat(sync(arguments).code()).as(String.join(" ", arguments)).isEqualTo(2);
        }
        assertThat(Files.exists(Path.of(target))).isFalse();
        assertThat(Run.plain().of("sync", source + "x", target).code()).isEqualTo(2);
    }

    @Test
    void aSlowRateIsKept() {
        assertThat(sync("--bandwidth", "1G", "--transfers", "2", "--checksum", "--progress", "always")
                        .code())
                .isZero();
    }
}
