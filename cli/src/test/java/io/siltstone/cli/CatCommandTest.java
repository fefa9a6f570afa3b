package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        Run.on(directory).input("0123456789").of("put", "-", "ten");
        Run.on(directory).input("").of("put", "-", "empty");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                        0123456789",
        "--offset 0,                0123456789",
        "--offset 3,                3456789",
        "--offset 9,                9",
        "--offset 3 --length 2,     34",
        "--length 4,                0123",
        "--length 99,               0123456789",
        "--tail 1,                  9",
        "--tail 10,                 0123456789",
        "--tail 99,                 0123456789",
        "--length 9223372036854775807, 0123456789"
    })
    void givesExactlyTheBytesAskedFor(String options, String expected) {
        Run.Result result = Run.on(directory).of(("cat ten " + options).strip().split(" +"));

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(expected);
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--offset 10",
        "--offset 11",
        "--offset -1",
        "--offset 9223372036854775807",
        "--offset 9223372036854775808",
        "--offset 0x1",
        "--offset ''",
        "--length 0",
        "--length -1",
        "--tail 0",
        "--tail -5",
        "--tail 1 --offset 1",
        "--tail 1 --length 1",
        "--offset 1 --offset 1"
    })
    void aRangeThatIsWrongIsAUsageErrorAndGivesNothing(String options) {
        Run.Result result = Run.on(directory).of(("cat ten " + options).split(" +"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1);
    }

    @Test
    void anEmptyObjectGivesNothing() {
        Run.Result result = Run.on(directory).of("cat", "empty");

        assertThat(result.code()).isZero();
        assertThat(result.bytes()).isEmpty();
    }

    @Test
    void largeContentIsByteEqual() {
        byte[] content = new byte[3_000_001];
        new Random(7).nextBytes(content);
        Run.on(directory).input(content).of("put", "-", "large");

        assertThat(Run.on(directory).of("cat", "large").bytes()).isEqualTo(content);
    }

    @Test
    void absentAndPrefixAreExitCode4() {
        Run.on(directory).input("x").of("put", "-", "db/a");

        assertThat(Run.on(directory).of("cat", "nope").code()).isEqualTo(4);
        Run.Result prefix = Run.on(directory).of("cat", "db");
        assertThat(prefix.code()).isEqualTo(4);
        assertThat(prefix.err()).contains("siltstone ls db");
    }
}
