package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testservers.CephServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class S3LinksTest {

    private final HttpClient nobody = HttpClient.newHttpClient();

    @Test
    void whoeverHasALinkReadsOrWritesThatObjectAlone() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of("prefix", "tenant1"));
        ObjectKey key = ObjectKey.of("db/a b+%2F#?é");
        Duration hour = Duration.ofHours(1);
        try (S3Links links = S3Links.open(config, S3Secrets.of(S3Stores.environment()), StoreRuntime.system());
                Backend backend = S3Stores.open(config)) {
            URI write = links.write(key, hour);
            assertThat(send(HttpRequest.newBuilder(write).PUT(HttpRequest.BodyPublishers.ofString("by link")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(S3UploadTest.read(backend, key.value())).asString().isEqualTo("by link");

            URI read = links.read(key, hour);
            assertThat(send(HttpRequest.newBuilder(read)).body()).isEqualTo("by link");
            assertThat(read.toString()).doesNotContain(CephServer.shared().secretKey());

            URI tampered = URI.create(read.toString().replace("tenant1/db", "tenant1/dc"));
            assertThat(send(HttpRequest.newBuilder(tampered)).statusCode()).isEqualTo(403);
            assertThatThrownBy(() -> links.read(key, Duration.ofDays(8))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> links.read(key, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return nobody.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
