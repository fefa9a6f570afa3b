package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsCommandTest {

    @TempDir
    private Path directory;

    private ObjectInfo first;

    @BeforeEach
    void fill() throws IOException {
        StoreRuntime runtime = StoreRuntime.system();
        StorageSettings raw = StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW);
        try (Storage storage = Storage.of(LocalBackend.open(LocalConfig.of(directory), runtime), raw, runtime)) {
            first = storage.write("db/cpu/2025/11/a.txt", "hello".getBytes());
            storage.write("db/mem", Source.bytes(new byte[2048]), WriteOptions.DEFAULT);
            storage.write("odd\u202Ename\u009B", Source.bytes(new byte[0]), WriteOptions.DEFAULT);
        }
    }

    @Test
    void listsOneLevelAndDirectoriesWithASlash() {
        Run.Result result = Run.on(directory).of("ls", "db");

        assertThat(result.code()).isZero();
        assertThat(result.lines()).containsExactly("db/cpu/", "db/mem");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        assertThat(Run.on(directory).of("ls").lines()).containsExactly("db/", "odd\\u202Ename\\u009B");
    }

    @Test
    void nullSeparatesRawKeys() {
        assertThat(Run.on(directory).of("ls", "--null").out()).isEqualTo("db/\0odd\u202Ename\u009B\0");
    }

    @Test
    void jsonIsAsciiWithStableNames() {
        assertThat(Run.on(directory).of("ls", "-r", "--json", "db/cpu").out())
                .isEqualTo(
                        "{\"v\":1,\"type\":\"object\",\"key\":\"db/cpu/2025/11/a.txt\",\"sizeBytes\":5,\"lastModified\":\""
                                + first.lastModified() + "\",\"version\":\""
                                + first.version().orElseThrow() + "\"}\n");
        assertThat(Run.on(directory).of("ls", "--json").lines())
                .startsWith("{\"v\":1,\"type\":\"directory\",\"key\":\"db/\"}")
                .anyMatch(line -> line.contains("\"odd\\u202Ename\\u009B\""));
    }

    @Test
    void recursiveListsObjectsInOrderOfTheirKeys() {
        assertThat(Run.on(directory).of("ls", "-r", "db").lines()).containsExactly("db/cpu/2025/11/a.txt", "db/mem");
    }

    @Test
    void longAddsSizeAndTime() {
        assertThat(Run.on(directory).of("ls", "-lr", "db/cpu").lines())
                .singleElement()
                .asString()
                .matches(" {11}5  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  db/cpu/2025/11/a.txt");
        assertThat(Run.on(directory).of("ls", "-H", "db").lines().get(1)).startsWith("     2.0 KiB  ");
    }

    @Test
    void anObjectIsListedByItsKey() {
        assertThat(Run.on(directory).of("ls", "db/mem").lines()).containsExactly("db/mem");
    }

    @Test
    void nothingBelowIsExitCode3() {
        Run.Result result = Run.on(directory).of("ls", "db/c");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("siltstone: nothing below `db/c`; ").hasLineCount(1);
    }

    @Test
    void anObjectWithASlashIsNoObject() {
        assertThat(Run.on(directory).of("ls", "db/mem/").code()).isEqualTo(3);
    }

    @Test
    void nullAndJsonExcludeEachOther() {
        assertThat(Run.on(directory).of("ls", "--null", "--json").code()).isEqualTo(2);
    }
}
