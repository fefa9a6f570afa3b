package io.siltstone.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Durability;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.local.LocalConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProfileTest {

    @TempDir
    private Path directory;

    @Test
    void settingsAreParametersOfTheAddressAlsoOfAPlainPath() throws Exception {
        StoreProfile profile = new StoreProfile("a", directory.toString(), Map.of("durability", "NONE"), Map.of());

        assertThat(profile.config(Backends.system()))
                .isEqualTo(LocalConfig.of(directory).withDurability(Durability.NONE));
        try (Backend backend = profile.open(Backends.system())) {
            assertThat(backend.location().localPath()).contains(directory);
        }
    }

    @Test
    void whatAnAddressRefusesAProfileRefuses() {
        assertThatThrownBy(
                        () -> new StoreProfile("a", "mem:x", Map.of("nope", "1"), Map.of()).config(Backends.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nope");
        assertThatThrownBy(
                        () -> new StoreProfile("a", "file:/x?create=true", Map.of("create", "false"), Map.of()).uri())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void aVariableComesFromTheOneThatIsNamed() throws Exception {
        Environment seen = new StoreProfile("a", "mem:", Map.of(), Map.of("AWS_ACCESS_KEY_ID", "MY_KEY"))
                .environment(Environment.of(Map.of(
                        "MY_KEY", "mine", "AWS_ACCESS_KEY_ID", "other", "AWS_SESSION_TOKEN", "other", "HOME", "/h")));

        assertThat(seen.get("AWS_ACCESS_KEY_ID")).contains("mine");
        assertThat(seen.get("AWS_SESSION_TOKEN")).as("of another pair").isEmpty();
        assertThat(seen.get("HOME")).contains("/h");
    }

    @Test
    void aVariableThatIsNotSetIsAnErrorAndNotAnotherOne() {
        StoreProfile profile = new StoreProfile("a", "mem:", Map.of(), Map.of("AWS_ACCESS_KEY_ID", "MY_KEY"));
        Environment process = Environment.of(Map.of("AWS_ACCESS_KEY_ID", "other"));

        assertThatThrownBy(() -> profile.environment(process))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("MY_KEY");
        assertThatThrownBy(
                        () -> profile.open(Backends.with(StoreRuntime.system().withEnvironment(process))))
                .isInstanceOf(ConfigurationException.class);
    }
}
