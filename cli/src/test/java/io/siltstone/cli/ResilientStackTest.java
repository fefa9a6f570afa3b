package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Storage;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.resilience.ResilientBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get by naming a store survives its failures: the layer is there, from the first word to the last. */
class ResilientStackTest {

    private final Backends backends = Backends.system();

    @Test
    void aStoreThatFailsOnceIsNoticedByNobodyWhoUsesTheCommand() {
        Run.Result written =
                Run.plain().input("hello").of("put", "-", "a", "--durability", "none", "--store", "flaky:");
        assertThat(written.err()).doesNotContain("injected");
        assertThat(written.code()).isZero();
    }

    @Test
    void withoutTheLayerItIsNoticed() throws Exception {
        try (Backend bare = backends.open(backends.parse("flaky:"));
                Storage storage = Storage.of(bare)) {
            assertThatThrownBy(() -> storage.exists("a")).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aStorageThatIsOpenedByItsAddressHasTheLayerOutermost(@TempDir Path folder) throws Exception {
        try (Storage storage = Storage.open(folder.toString())) {
            assertThat(storage.backend()).isInstanceOf(ResilientBackend.class);
            assertThat(storage.configJson()).startsWith("{\"type\":\"resilient\",\"inner\":{\"type\":\"local\"");
            assertThat(storage.location().localPath()).contains(folder);
        }
        try (Storage storage = Storage.open("flaky:")) {
            assertThat(storage.exists("a")).isFalse();
        }
    }
}
