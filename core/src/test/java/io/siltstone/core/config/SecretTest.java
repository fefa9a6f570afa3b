package io.siltstone.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SecretTest {

    @Test
    void nothingPrintsIt() {
        Secret secret = Secret.of("canary");
        assertThat(secret.reveal()).isEqualTo("canary");
        assertThat(secret + String.valueOf(secret.hashCode()))
                .doesNotContain("canary")
                .startsWith("***");
        assertThat(Secret.of("other")).hasSameHashCodeAs(secret).isNotEqualTo(secret);
        assertThat(Secret.of("canary")).isEqualTo(secret);
    }

    @Test
    void nothingIsNoSecret() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
