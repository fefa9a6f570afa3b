package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layer.PrefixBackend;
import io.siltstone.core.layer.ReadOnlyBackend;
import io.siltstone.core.resilience.ResilientBackend;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForwardingCheckTest {

    private static final Set<String> OF_WRITING =
            Set.of("write", "openWriter", "delete", "deleteBatch", "copy", "removeDirectory", "openTransfer");

    @Test
    void backendHasNoDefaults() {
        ForwardingCheck.everyMethodIsAbstract();
    }

    @Test
    void theBaseOfLayersForwardsEverything() throws Exception {
        ForwardingCheck.forwardsUnchanged(Plain::new);
    }

    @Test
    void faultsWithoutRulesForwardEverything() throws Exception {
        ForwardingCheck.forwardsUnchanged(FaultBackend::new);
    }

    @Test
    void theLayersThatTranslateForwardEverything() throws Exception {
        ForwardingCheck.reaches(inner -> new PrefixBackend(inner, "a"), name -> !name.equals("capabilities"));
        ForwardingCheck.reaches(ReadOnlyBackend::new, name -> !OF_WRITING.contains(name));
        ForwardingCheck.reaches(inner -> new ResilientBackend(inner, StoreRuntime.system()), name -> true);
    }

    @Test
    void aLayerThatForgetsAMethodIsFound() {
        assertThatThrownBy(() -> ForwardingCheck.forwardsUnchanged(Forgetful::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("removeDirectory");
        assertThatThrownBy(() -> ForwardingCheck.reaches(Forgetful::new, name -> true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("removeDirectory");
    }

    @Test
    void aLayerThatChangesAnArgumentOrAResultIsFound() {
        assertThatThrownBy(() -> ForwardingCheck.forwardsUnchanged(Changing::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("delete");
        assertThatThrownBy(() -> ForwardingCheck.forwardsUnchanged(Elsewhere::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("location");
    }

    private static class Plain extends ForwardingBackend {
        Plain(Backend inner) {
            super(inner);
        }
    }

    private static final class Forgetful extends Plain {
        Forgetful(Backend inner) {
            super(inner);
        }

        @Override
        public boolean removeDirectory(KeyPrefix prefix) {
            return true;
        }
    }

    private static final class Changing extends Plain {
        Changing(Backend inner) {
            super(inner);
        }

        @Override
        public void delete(ObjectKey key, Optional<String> version) throws StorageException {
            inner().delete(key, Optional.of("other"));
        }
    }

    private static final class Elsewhere extends Plain {
        Elsewhere(Backend inner) {
            super(inner);
        }

        @Override
        public StoreLocation location() {
            inner().location();
            return new StoreLocation("elsewhere", Optional.empty());
        }
    }
}
