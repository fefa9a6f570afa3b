package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a backend. */
public interface CloseContract extends StoreContract {

    /** What only tells of the backend, and may be asked for ever. */
    Set<String> OF_NO_STORE = Set.of("capabilities", "location", "config", "close");

    @Test
    default void aClosedBackendRefusesEveryCallAndMayBeClosedAgain() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("sample/key", new byte[0]);
            fixture.backend().close();
            fixture.backend().close();
            for (Method method : Samples.backendMethods(name -> !OF_NO_STORE.contains(name))) {
                boolean refusedBefore = isRefusedAnyway(method, fixture);
                if (!refusedBefore) {
                    assertThatThrownBy(() -> method.invoke(fixture.backend(), Samples.arguments(method)))
                            .as("%s after close", method.getName())
                            .hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    /** Whether the store refuses such calls open or closed. */
    private static boolean isRefusedAnyway(Method method, BackendFixture fixture) {
        Set<String> ofWriting =
                Set.of("write", "openWriter", "copy", "delete", "deleteBatch", "removeDirectory", "openTransfer");
        return ofWriting.contains(method.getName())
                && !fixture.backend().capabilities().supports(Capability.WRITE);
    }
}
