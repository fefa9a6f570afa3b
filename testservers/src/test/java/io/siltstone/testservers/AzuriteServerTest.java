package io.siltstone.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AzuriteServerTest {

    @Test
    void givesTheSameServerAndANewContainerEachTime() {
        AzuriteServer server = AzuriteServer.shared();
        String first = server.newContainer();
        String second = server.newContainer();

        assertThat(AzuriteServer.shared()).isSameAs(server);
        assertThat(first).isNotEqualTo(second);
        assertThat(server.connectionString()).contains(server.endpoint().toString());
    }
}
