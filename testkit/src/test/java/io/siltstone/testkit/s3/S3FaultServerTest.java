package io.siltstone.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Sleeper;
import io.siltstone.testkit.wire.WireFault;
import io.siltstone.testkit.wire.WireRule;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the faults do, seen by a client that hides nothing. The operations themselves are tried by the backend over it. */
class S3FaultServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private S3FaultServer server = new S3FaultServer("bucket");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsWhatIsPutAndCountsRequests() throws Exception {
        put("a/b c", "text");

        assertThat(get("a/b c").body()).isEqualTo("text");
        assertThat(get("missing").statusCode()).isEqualTo(404);
        assertThat(server.requests(S3Operation.PUT_OBJECT)).isEqualTo(1);
        assertThat(server.requests(S3Operation.GET_OBJECT)).isEqualTo(2);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void strikesTheRequestsOfTheRuleAndNoOthers() throws Exception {
        put("key", "text");
        server.add(
                WireRule.once(S3Operation.GET_OBJECT.name(), S3Fault.SLOW_DOWN).from(2, 2));

        assertThat(get("key").statusCode()).isEqualTo(200);
        assertThat(get("key").statusCode()).isEqualTo(503);
        assertThat(get("key").statusCode()).isEqualTo(503);
        assertThat(get("key").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyIsCut() throws Exception {
        put("key", "text");
        server.strikeOnce(S3Operation.GET_OBJECT, WireFault.CUT_BODY);

        assertThatThrownBy(() -> get("key")).isInstanceOf(IOException.class);
    }

    @Test
    void aLostAnswerIsOfAnOperationThatWasDone() throws Exception {
        server.strikeOnce(S3Operation.PUT_OBJECT, WireFault.LOST_ANSWER);

        assertThatThrownBy(() -> put("key", "text")).isInstanceOf(IOException.class);
        assertThat(get("key").body()).isEqualTo("text");
    }

    @Test
    void aRequestThatIsResetWasNotDone() throws Exception {
        server.strikeOnce(S3Operation.PUT_OBJECT, WireFault.RESET_AFTER_REQUEST);

        assertThatThrownBy(() -> put("key", "text")).isInstanceOf(IOException.class);
        assertThat(get("key").statusCode()).isEqualTo(404);
    }

    @Test
    void theSameSeedFlipsTheSameBit() throws Exception {
        String first = flipped(7);
        String again = flipped(7);
        String other = flipped(8);

        assertThat(first).isNotEqualTo("text").isEqualTo(again).isNotEqualTo(other);
    }

    private String flipped(long seed) throws Exception {
        server.close();
        server = new S3FaultServer("bucket", InstantSource.system(), Sleeper.system(), seed);
        put("key", "text");
        server.strikeOnce(S3Operation.GET_OBJECT, WireFault.FLIPPED_BIT);
        return get("key").body();
    }

    private void put(String key, String text) throws IOException, InterruptedException {
        client.send(
                request(key).PUT(HttpRequest.BodyPublishers.ofString(text)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private HttpResponse<String> get(String key) throws IOException, InterruptedException {
        return client.send(request(key).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private HttpRequest.Builder request(String key) {
        return HttpRequest.newBuilder(server.endpoint().resolve("/bucket/" + key.replace(" ", "%20")));
    }
}
