package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.InvalidKeyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPrefixTest {

    @Test
    void oneTrailingSlashMakesNoDifference() throws Exception {
        assertThat(KeyPrefix.of("db/cpu/")).isEqualTo(KeyPrefix.of("db/cpu")).hasSameHashCodeAs(KeyPrefix.of("db/cpu"));
        assertThat(KeyPrefix.of("db/cpu/").directory()).isEqualTo("db/cpu/");
        assertThat(KeyPrefix.of("")).isEqualTo(KeyPrefix.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//", "a//", "/a", "a//b", "..", "../", "a/../b", "a\\b", ".siltstone", ".SILTSTONE/x/"})
    void aBrokenRuleIsRefused(String text) {
        assertThatThrownBy(() -> KeyPrefix.of(text)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void containmentEndsAtASegment() throws Exception {
        KeyPrefix tenant = KeyPrefix.of("tenant1");
        assertThat(tenant.contains(ObjectKey.of("tenant1/a"))).isTrue();
        assertThat(tenant.contains(ObjectKey.of("tenant10/a"))).isFalse();
        assertThat(tenant.contains(ObjectKey.of("tenant1"))).isFalse();
        assertThat(tenant.contains(KeyPrefix.of("tenant1"))).isTrue();
        assertThat(tenant.contains(KeyPrefix.of("tenant1/x"))).isTrue();
        assertThat(tenant.contains(KeyPrefix.of("tenant10"))).isFalse();
        assertThat(tenant.contains(KeyPrefix.ROOT)).isFalse();
        assertThat(KeyPrefix.ROOT.contains(ObjectKey.of("a"))).isTrue();
    }

    @Test
    void keysGoInAndOut() throws Exception {
        KeyPrefix prefix = KeyPrefix.of("db/cpu");
        assertThat(prefix.key("a/b").value()).isEqualTo("db/cpu/a/b");
        assertThat(prefix.relativize(ObjectKey.of("db/cpu/a/b")).value()).isEqualTo("a/b");
        assertThat(KeyPrefix.ROOT.key("a").value()).isEqualTo("a");
        assertThat(KeyPrefix.ROOT.relativize(ObjectKey.of("a")).value()).isEqualTo("a");
        assertThat(prefix.resolve("x/")).isEqualTo(KeyPrefix.of("db/cpu/x"));
        assertThatThrownBy(() -> prefix.relativize(ObjectKey.of("db/cpu2/a"))).isInstanceOf(InvalidKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "/x", "..", "a//b", "x/"})
    void nothingLeadsOut(String relative) throws Exception {
        KeyPrefix prefix = KeyPrefix.of("db/cpu");
        assertThatThrownBy(() -> prefix.key(relative)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void theWholeIsHeldToTheLengthOfAKey() throws Exception {
        KeyPrefix prefix = KeyPrefix.of("a/".repeat(511));
        assertThat(prefix.key("a").value()).hasSize(1023);
        assertThatThrownBy(() -> prefix.key("aaa")).hasMessageContaining("1024");
    }

    @Test
    void aPrefixHasParentsUpToTheRoot() throws Exception {
        assertThat(KeyPrefix.of("a/b").parent()).contains(KeyPrefix.of("a"));
        assertThat(KeyPrefix.of("a").parent()).contains(KeyPrefix.ROOT);
        assertThat(KeyPrefix.ROOT.parent()).isEqualTo(Optional.empty());
        assertThat(KeyPrefix.of("a/b").segments()).containsExactly("a", "b");
        assertThat(KeyPrefix.ROOT.segments()).isEmpty();
    }
}
