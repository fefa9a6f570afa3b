package io.siltstone.testkit.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.testkit.wire.WireFault;
import io.siltstone.testkit.wire.WireRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the faults and leases do, seen by a client that hides nothing. The operations are tried by the backend over it. */
class AzureFaultServerTest {

    private static final String LEASE = "11111111-2222-3333-4444-555555555555";

    private final HttpClient client = HttpClient.newHttpClient();
    private final AzureFaultServer server = new AzureFaultServer("container");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsWhatIsPutAndCountsRequests() throws Exception {
        put("a/b c", "text");

        assertThat(get("a/b c").body()).isEqualTo("text");
        assertThat(get("missing").statusCode()).isEqualTo(404);
        assertThat(get("missing").headers().firstValue("x-ms-error-code")).contains("BlobNotFound");
        assertThat(server.requests(AzureOperation.PUT_BLOB)).isEqualTo(1);
        assertThat(server.requests(AzureOperation.GET_BLOB)).isEqualTo(3);
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void strikesTheRequestsOfTheRuleAndNoOthers() throws Exception {
        put("key", "text");
        server.add(WireRule.once(AzureOperation.GET_BLOB.name(), AzureFault.SERVER_BUSY)
                .from(2, 1));

        assertThat(get("key").statusCode()).isEqualTo(200);
        assertThat(get("key").statusCode()).isEqualTo(503);
        assertThat(get("key").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyIsCut() throws Exception {
        put("key", "text");
        server.strikeOnce(AzureOperation.GET_BLOB, WireFault.CUT_BODY);

        assertThatThrownBy(() -> get("key")).isInstanceOf(IOException.class);
    }

    @Test
    void aLostAnswerIsOfAnOperationThatWasDone() throws Exception {
        server.strikeOnce(AzureOperation.PUT_BLOB, WireFault.LOST_ANSWER);

        assertThatThrownBy(() -> put("key", "text")).isInstanceOf(IOException.class);
        assertThat(get("key").body()).isEqualTo("text");
    }

    @Test
    void aLeasedBlobIsChangedByItsOwnerAloneUntilTheLeaseEnds() throws Exception {
        put("key", "text");
        assertThat(lease("acquire", "x-ms-proposed-lease-id")).isEqualTo(201);

        assertThat(put("key", "other")).isEqualTo(412);
        server.expireLeases();
        assertThat(lease("renew", "x-ms-lease-id")).isEqualTo(200);
        assertThat(put("key", "other")).isEqualTo(412);
        server.expireLeases();
        assertThat(put("key", "other")).isEqualTo(201);
        assertThat(get("key").body()).isEqualTo("other");
    }

    @Test
    void aPageEndsWhereItsMarkerGoesOn() throws Exception {
        for (String name : new String[] {"a", "b/1", "b/2", "c"}) {
            put(name, "text");
        }
        String list = "?restype=container&comp=list&delimiter=/&maxresults=2";

        String first = get(list).body();
        assertThat(first)
                .contains("<Name>a</Name>", "<BlobPrefix><Name>b/</Name>")
                .doesNotContain("<Name>c</Name>");
        String marker = first.replaceAll("(?s).*<NextMarker>(.*)</NextMarker>.*", "$1");
        assertThat(get(list + "&marker=" + marker).body())
                .contains("<Name>c</Name>", "<NextMarker></NextMarker>")
                .doesNotContain("BlobPrefix");
    }

    private int put(String name, String text) throws IOException, InterruptedException {
        return client.send(
                        request(name)
                                .header("x-ms-blob-type", "BlockBlob")
                                .PUT(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int lease(String action, String idHeader) throws IOException, InterruptedException {
        return client.send(
                        request("key?comp=lease")
                                .header("x-ms-lease-action", action)
                                .header(idHeader, LEASE)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<String> get(String name) throws IOException, InterruptedException {
        return client.send(request(name).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(URI.create(
                server.endpoint() + "/container" + (name.startsWith("?") ? "" : "/") + name.replace(" ", "%20")));
    }
}
