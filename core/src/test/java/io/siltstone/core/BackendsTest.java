package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.layer.PrefixConfig;
import io.siltstone.core.layer.ReadOnlyConfig;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.core.resilience.ResilientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackendsTest {

    private final Backends backends = Backends.system();

    @ParameterizedTest
    @CsvSource({"mem:,memory", "mem:a,a", "mem://a,a", "MEM:a,a", "mem:?name=a,a", "mem:a%2Db,a-b"})
    void anAddressIsReadAsAConfiguration(String address, String name) throws Exception {
        assertThat(backends.parse(address)).isEqualTo(new MemoryConfig(name));
    }

    @ParameterizedTest
    @CsvSource({
        "nope:x,scheme `nope`",
        "nope:x,known are: [file",
        "mem:a?size=1,`size` is not known",
        "mem:a?name=b,given twice",
        "mem://a/b,no path",
        "mem:a%2Fb,name must be",
        "mem:a?name,name=value",
        "mem:a#b,fragment"
    })
    void anAddressThatIsWrongIsRefusedByName(String address, String reason) {
        assertThatThrownBy(() -> backends.open(address))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void layersAreOpenedOverWhatTheyName() throws Exception {
        ReadOnlyConfig config = new ReadOnlyConfig(new PrefixConfig(new MemoryConfig("a"), "tenant1"));
        try (Backend backend = backends.fromJson(ConfigCodec.toJson(config))) {
            assertThat(backend.config()).isEqualTo(config);
            assertThat(backend.location().root()).isEqualTo("mem://a/tenant1");
            assertThat(backend.capabilities().supports(Capability.WRITE)).isFalse();
            assertThat(backend.capabilities().limits().maxKeyBytes()).isEqualTo(1024 - "tenant1/".length());
        }
    }

    @Test
    void anAddressIsOpenedUnderTheDefaultLayersAndAConfigurationAsItStands() throws Exception {
        try (Backend byAddress = backends.open("mem:a");
                Backend bare = backends.open(new MemoryConfig("a"))) {
            assertThat(byAddress).isInstanceOf(ResilientBackend.class);
            assertThat(byAddress.config()).isEqualTo(ResilientConfig.of(new MemoryConfig("a")));
            assertThat(byAddress.capabilities()).isEqualTo(bare.capabilities());
            assertThat(bare).isInstanceOf(MemoryBackend.class);
            try (Backend again = backends.fromJson(ConfigCodec.toJson(byAddress.config()))) {
                assertThat(again).isInstanceOf(ResilientBackend.class);
                assertThat(again.config()).isEqualTo(byAddress.config());
            }
        }
    }

    @Test
    void theDefaultLayersArePutOnOnce() {
        BackendConfig layered = backends.withDefaultLayers(new MemoryConfig("a"));
        assertThat(backends.withDefaultLayers(layered)).isEqualTo(layered);
    }

    @Test
    void aLayerThatCannotBeIsAnErrorOfTheConfiguration() {
        PrefixConfig noRoom = new PrefixConfig(new MemoryConfig("a"), "a/".repeat(512));
        assertThatThrownBy(() -> backends.open(noRoom))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no room");
    }

    @Test
    void aTypeThatIsNotOnTheClassPathIsNamed() {
        assertThatThrownBy(() -> backends.fromJson("{\"type\":\"tape\"}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`tape`");
    }
}
