package io.siltstone.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CephServerTest {

    @Test
    void givesTheSameServerAndANewBucketEachTime() throws Exception {
        CephServer server = CephServer.shared();
        String first = server.newBucket();
        String second = server.newBucket();

        assertThat(CephServer.shared()).isSameAs(server);
        assertThat(status(server, first))
                .as("a bucket that is there, asked without a name")
                .isEqualTo(403);
        assertThat(status(server, second)).isEqualTo(403);
        assertThat(status(server, "never-made")).isEqualTo(404);
    }

    private static int status(CephServer server, String bucket) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.endpoint().resolve("/" + bucket)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
