package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a store that holds nothing. */
class EmptyStoreTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void empty() {
        Run.on(directory).input("x").of("put", "-", "a");
        Run.on(directory).of("rm", "a");
    }

    @Test
    void listingItIsNoErrorAndSaysSo() {
        for (String command : new String[] {"ls", "databases"}) {
            Run.Result result = Run.on(directory).of(command);

            assertThat(result.code()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("the store ").hasLineCount(1);
        }
    }

    @Test
    void quietSaysNothing() {
        assertThat(Run.on(directory).of("-q", "ls").err()).isEmpty();
    }

    @Test
    void countingItGivesZero() {
        assertThat(Run.on(directory).of("du", "--json").out())
                .isEqualTo("{\"v\":1,\"type\":\"total\",\"key\":\"\",\"sizeBytes\":0,\"objects\":0}\n");
    }

    @Test
    void verifyingItFindsNothing() {
        Run.Result result = Run.on(directory).of("verify");

        assertThat(result.code()).isZero();
        assertThat(result.err()).startsWith("verified 0 files, 0 rows, 0 offences, 0 notes");
    }
}
