package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Durability;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalProviderTest {

    @TempDir
    Path directory;

    private final Backends backends = Backends.system();

    @ParameterizedTest
    @CsvSource({
        "/data, /data",
        "file:/data, /data",
        "file:///data, /data",
        "file://localhost/data, /data",
        "file:/a%20b/%C3%A9, /a b/é",
        "file:/a+b, /a+b",
        "/a%20b, /a%20b",
        "/data/./x/, /data/x"
    })
    void anAddressNamesAPath(String address, String path) throws Exception {
        assertThat(backends.parse(address)).isEqualTo(LocalConfig.of(Path.of(path)));
    }

    @Test
    void aRelativePathIsMadeAbsolute() throws Exception {
        assertThat(((LocalConfig) backends.parse("store")).root())
                .isEqualTo(Path.of("store").toAbsolutePath());
        assertThat(((LocalConfig) backends.parse("a/../store")).root())
                .isEqualTo(Path.of("a/../store").toAbsolutePath());
    }

    @Test
    void parametersAreTheOtherSettings() throws Exception {
        assertThat(backends.parse("file:/data?durability=DATA&create=false"))
                .isEqualTo(new LocalConfig(Path.of("/data"), Durability.DATA, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://host/data",
                "file:",
                "file://localhost",
                "file:/data?root=/other",
                "file:/data?durability=full",
                "file:/data?durability=",
                "file:/data?create=yes",
                "file:/data?unknown=1",
                "file:/data#x"
            })
    void aWrongAddressIsRefused(String address) {
        assertThatThrownBy(() -> backends.parse(address)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aStoreIsOpenedByAddressAndByWhatItSaysOfItself() throws Exception {
        Path root = directory.resolve("a b");
        try (Backend store = backends.open(backends.parse(root.toString()));
                Backend again = backends.fromJson(ConfigCodec.toJson(store.config()))) {
            assertThat(again.config()).isEqualTo(store.config()).isEqualTo(LocalConfig.of(root));
            assertThat(again.location().localPath()).contains(root);
        }
    }

    @Test
    void theEmptyPathIsNoRoot() {
        assertThatThrownBy(() -> LocalConfig.of(Path.of("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("root");
    }
}
