package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        Run.on(directory).input("hello").of("put", "-", "db/a");
        Run.on(directory).input("other").of("put", "-", "db/b");
    }

    @Test
    void copiesContentUnderAnotherKey() {
        Run.Result result = Run.on(directory).of("cp", "db/a", "db/c");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("copied db/a to db/c: 5 B\n");
        assertThat(Run.on(directory).of("cat", "db/c").out()).isEqualTo("hello");
        assertThat(Run.on(directory).of("cat", "db/a").out()).isEqualTo("hello");
    }

    @Test
    void replacesUnlessToldOtherwise() {
        assertThat(Run.on(directory).of("cp", "--create-only", "db/a", "db/b").code())
                .isEqualTo(13);
        assertThat(Run.on(directory).of("cat", "db/b").out()).isEqualTo("other");
        assertThat(Run.on(directory).of("cp", "db/a", "db/b").code()).isZero();
        assertThat(Run.on(directory).of("cat", "db/b").out()).isEqualTo("hello");
    }

    @Test
    void anotherSourceVersionIsNotCopied() {
        assertThat(Run.on(directory)
                        .of("cp", "--source-version", "0-0-0", "db/a", "db/c")
                        .code())
                .isEqualTo(5);
        assertThat(Run.on(directory).of("stat", "db/c").code()).isEqualTo(4);
    }

    @Test
    void toItselfIsAUsageError() {
        assertThat(Run.on(directory).of("cp", "db/a", "db/a").code()).isEqualTo(2);
    }

    @Test
    void anAbsentSourceOrAPrefixIsExitCode4() {
        assertThat(Run.on(directory).of("cp", "nope", "x").code()).isEqualTo(4);
        Run.Result prefix = Run.on(directory).of("cp", "db", "x");
        assertThat(prefix.code()).isEqualTo(4);
        assertThat(prefix.err()).contains("siltstone ls db");
    }

    @Test
    void intoItselfConflicts() {
        assertThat(Run.on(directory).of("cp", "db/a", "db/a/x").code()).isEqualTo(13);
    }
}
