package io.siltstone.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Environment;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedServerTest {

    private static final SharedServer<String> NONE = SharedServer.start(() -> {
        throw new IOException("no network");
    });

    @Test
    void aServerThatIsThereIsGiven() {
        assertThat(SharedServer.start(() -> "server").orSkip(Environment.EMPTY)).isEqualTo("server");
    }

    @Test
    void withoutAServerTheTestIsSkippedWithTheReason() {
        assertThatThrownBy(() -> NONE.orSkip(Environment.EMPTY))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no network");
    }

    @Test
    void withoutAServerContinuousIntegrationFails() {
        Environment ci = Environment.of(Map.of("CI", "true"));
        assertThatThrownBy(() -> NONE.orSkip(ci))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no network");
    }
}
