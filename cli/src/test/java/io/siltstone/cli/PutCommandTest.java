package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PutCommandTest {

    @TempDir
    private Path directory;

    private Path store;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        store = directory.resolve("new/store");
        file = Files.writeString(directory.resolve("file.txt"), "hello");
    }

    private String version() {
        String json = Run.on(store).of("stat", "--json", "db/a").out();
        return json.replaceAll("(?s).*\"version\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void makesTheStoreAndPublishesTheFile() {
        Run.Result result = Run.on(store).of("put", file.toString(), "db/a");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("put db/a: 5 B in ").hasLineCount(1);
        assertThat(Run.on(store).of("cat", "db/a").out()).isEqualTo("hello");
    }

    @Test
    void replacesUnlessToldOtherwise() {
        Run.on(store).input("old").of("put", "-", "db/a");

        assertThat(Run.on(store)
                        .of("put", "--create-only", file.toString(), "db/a")
                        .code())
                .isEqualTo(13);
        assertThat(Run.on(store).of("cat", "db/a").out()).isEqualTo("old");
        assertThat(Run.on(store).of("put", file.toString(), "db/a").code()).isZero();
        assertThat(Run.on(store).of("cat", "db/a").out()).isEqualTo("hello");
    }

    @Test
    void replacesOneVersionOnly() {
        Run.on(store).input("old").of("put", "-", "db/a");
        String version = version();

        assertThat(Run.on(store)
                        .of("put", "--if-version", version, file.toString(), "db/a")
                        .code())
                .isZero();
        assertThat(Run.on(store)
                        .of("put", "--if-version", version, file.toString(), "db/a")
                        .code())
                .isEqualTo(13);
    }

    @Test
    void everyDurabilityIsTaken() {
        for (String level : new String[] {"none", "data", "full", "FULL"}) {
            assertThat(Run.on(store)
                            .of("put", "--durability", level, file.toString(), "db/" + level)
                            .code())
                    .isZero();
        }
        assertThat(Run.on(store)
                        .of("put", "--durability", "most", file.toString(), "db/x")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aMissingFileIsAnErrorAndNoStoreIsMade() {
        Run.Result result = Run.on(store).of("put", directory.resolve("nope").toString(), "db/a");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("no such file").contains("nope").hasLineCount(1);
        assertThat(store).doesNotExist();
    }

    @Test
    void aDirectoryIsAUsageError() {
        Run.Result result = Run.on(store).of("put", directory.toString(), "db/a");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is a directory");
    }

    @Test
    void aBadKeyIsRefusedBeforeAnythingIsStored() {
        for (String key : new String[] {"", "/a", "a/", "a//b", "../a", "a\\b", ".siltstone/x", "a:b", "con"}) {
            Run.Result result = Run.on(store).of("put", file.toString(), key);

            assertThat(result.code()).as(key).isEqualTo(2);
            assertThat(result.err()).as(key).hasLineCount(1);
        }
        assertThat(Run.on(store).of("ls", "-r").out()).isEmpty();
    }

    @Test
    void aKeyBesideAnObjectOfItsPrefixConflicts() {
        Run.on(store).of("put", file.toString(), "db/a");

        assertThat(Run.on(store).of("put", file.toString(), "db/a/b").code()).isEqualTo(13);
    }

    @Test
    void theContentTypeIsKept() {
        Run.on(store).of("put", "--json", "--content-type", "text/plain", file.toString(), "db/a");

        Run.Result bad = Run.on(store).of("put", "--content-type", "text/\u00e9", file.toString(), "db/a");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("--content-type").hasLineCount(1);
    }

    @Test
    void jsonTellsWhatWasPublished() {
        assertThat(Run.on(store).of("put", "--json", file.toString(), "db/a").out())
                .startsWith("{\"v\":1,\"type\":\"object\",\"key\":\"db/a\",\"sizeBytes\":5,\"lastModified\":\"");
    }
}
