package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backends;
import io.siltstone.core.Durability;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalConfig;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DurabilityOptionTest {

    private static DurabilityOption parsed(String... arguments) {
        DurabilityOption option = new DurabilityOption();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("durability", spec(option)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return option;
    }

    private static CommandLine.Model.CommandSpec spec(DurabilityOption option) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(option);
    }

    private static BackendConfig filled(String address, Optional<Durability> durability) throws StorageException {
        Environment none = Environment.of(Map.of());
        return StoreOption.ofAddress(address, StoreOption.Source.OPTION, none)
                .configToFill(Backends.with(StoreRuntime.system().withEnvironment(none)), durability);
    }

    @Test
    void whatTheAddressSaysStaysUnlessTheOptionIsGiven() throws Exception {
        assertThat(filled("file:///data?durability=NONE", parsed().level()))
                .asInstanceOf(InstanceOfAssertFactories.type(LocalConfig.class))
                .extracting(LocalConfig::durability)
                .isEqualTo(Durability.NONE);
        assertThat(filled(
                        "file:///data?durability=NONE",
                        parsed("--durability", "data").level()))
                .asInstanceOf(InstanceOfAssertFactories.type(LocalConfig.class))
                .extracting(LocalConfig::durability)
                .isEqualTo(Durability.DATA);
    }

    @Test
    void oneWriteIsLeftToTheStoreUnlessTheOptionIsGiven() {
        assertThat(parsed().apply(WriteOptions.DEFAULT).durability()).isEmpty();
        assertThat(parsed("--durability", "none").apply(WriteOptions.DEFAULT).durability())
                .contains(Durability.NONE);
    }
}
