package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.StoreOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    @TempDir
    private Path directory;

    @Test
    void saysWhoNamedTheStore() {
        assertThat(Run.plain().of("config").lines().get(0)).isEqualTo("store     ./siltstone-data  (default)");
        assertThat(Run.plain()
                        .with(StoreOption.VARIABLE, "")
                        .of("config")
                        .lines()
                        .get(0))
                .endsWith("(default)");
        assertThat(Run.on(directory).of("config").lines().get(0))
                .isEqualTo("store     " + directory + "  (SILTSTONE_STORE)");
        assertThat(Run.on(directory).of("config", "--store", "mem:x").lines().get(0))
                .isEqualTo("store     mem:x  (--store)");
    }

    @Test
    void opensAndMakesNothing() {
        Path absent = directory.resolve("absent");

        assertThat(Run.on(absent).of("config").code()).isZero();
        assertThat(absent).doesNotExist();
    }

    @Test
    void jsonHoldsTheConfigurationThatOpensTheStoreElsewhere() {
        assertThat(Run.on(directory).of("config", "--json").lines())
                .contains("{\"v\":1,\"type\":\"setting\",\"setting\":\"config\",\"value\":{\"type\":\"resilient\","
                        + "\"inner\":{\"type\":\"local\",\"root\":\""
                        + directory
                        + "\",\"durability\":\"FULL\",\"create\":true},\"maxFailures\":5,\"timeout\":\"PT30S\","
                        + "\"halfOpenMaxRequests\":3,\"maxRetries\":3,\"retryDelay\":\"PT0.1S\","
                        + "\"retryMaxDelay\":\"PT5S\",\"deadline\":\"PT2M\",\"attemptTimeout\":\"PT30S\","
                        + "\"retryBudget\":500,\"hedgedReads\":false},\"source\":\"SILTSTONE_STORE\"}");
    }

    @Test
    void aBadAddressIsAUsageErrorThatHoldsNoSecret() {
        Run.Result result = Run.plain().of("config", "--store", "s9://user:hunter2@host/x");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).doesNotContain("hunter2");
    }
}
