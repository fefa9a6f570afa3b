package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {

    @TempDir
    private Path directory;

    private Path store;
    private Path files;

    @BeforeEach
    void fill() throws IOException {
        store = directory.resolve("store");
        files = Files.createDirectory(directory.resolve("files"));
        Run.on(store).input("hello").of("put", "-", "db/a");
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> paths = Files.list(files)) {
            return paths.toList();
        }
    }

    @Test
    void writesTheFileAndNothingBesideIt() throws IOException {
        Path file = files.resolve("out.txt");

        Run.Result result = Run.on(store).of("get", "db/a", file.toString());

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("got db/a: 5 B in ").hasLineCount(1);
        assertThat(file).hasContent("hello");
        assertThat(left()).containsExactly(file);
    }

    @Test
    void replacesAFileAndKeepsItsPermissions() throws IOException {
        Path file = files.resolve("out.txt");
        Files.writeString(file, "old and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(Run.on(store).of("get", "db/a", file.toString()).code()).isZero();

        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void writesThroughASymbolicLink() throws IOException {
        Path target = Files.writeString(files.resolve("target"), "old");
        Path link = Files.createSymbolicLink(files.resolve("link"), target);

        assertThat(Run.on(store).of("get", "db/a", link.toString()).code()).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("hello");
    }

    @Test
    void neverOverwritesADirectory() throws IOException {
        Run.Result result = Run.on(store).of("get", "db/a", files.toString());

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).contains("is a directory").hasLineCount(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void neverWritesIntoTheStoresFolder() {
        Run.Result result =
                Run.on(store).of("get", "db/a", store.resolve("db/b").toString());

        assertThat(result.code()).isEqualTo(8);
        assertThat(store.resolve("db/b")).doesNotExist();
    }

    @Test
    void doesNotReplaceADevice() {
        assertThat(Run.on(store).of("get", "db/a", "/dev/null").code()).isEqualTo(8);
    }

    @Test
    void anAbsentObjectLeavesNoFile() throws IOException {
        assertThat(Run.on(store)
                        .of("get", "db/b", files.resolve("x").toString())
                        .code())
                .isEqualTo(4);
        assertThat(Run.on(store).of("get", "db", files.resolve("x").toString()).code())
                .isEqualTo(4);
        assertThat(left()).isEmpty();
    }

    @Test
    void aMissingDirectoryIsAnErrorThatNamesTheFile() {
        Run.Result result =
                Run.on(store).of("get", "db/a", files.resolve("no/x").toString());

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err())
                .contains(files.resolve("no/x").toString())
                .contains("no such file")
                .hasLineCount(1);
    }

    @Test
    void anotherVersionIsNotDelivered() throws IOException {
        Run.Result result = Run.on(store)
                .of("get", "--if-version", "0-0-0", "db/a", files.resolve("x").toString());

        assertThat(result.code()).isEqualTo(5);
        assertThat(left()).isEmpty();
    }

    @Test
    void aHyphenIsStandardOutput() {
        Run.Result result = Run.on(store).of("get", "db/a", "-");

        assertThat(result.out()).isEqualTo("hello");
        assertThat(result.err()).startsWith("got db/a: ");
    }

    @Test
    void jsonNamesObjectAndFile() {
        String file = files.resolve("x").toString();

        assertThat(Run.on(store).of("get", "--json", "db/a", file).out())
                .startsWith("{\"v\":1,\"type\":\"object\",\"key\":\"db/a\",\"sizeBytes\":5,")
                .endsWith(",\"file\":\"" + file + "\"}\n");
    }
}
