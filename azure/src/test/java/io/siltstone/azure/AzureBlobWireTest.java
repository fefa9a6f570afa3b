package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire: how many requests, and what becomes of answers that no server should give. */
final class AzureBlobWireTest {

    private static final List<String> XML = List.of("Content-Type", "application/xml");

    private WireProxy proxy;
    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        proxy = WireProxy.before(store.server().endpoint());
        storage = Storage.of(store.open(store.config(64 << 10, Optional.empty())
                .withAccount(store.server().account(), proxy.endpoint().toString())));
    }

    @AfterEach
    void close() throws Exception {
        storage.close();
        proxy.close();
    }

    @Test
    void eachOperationMakesAsFewRequestsAsItCan() throws Exception {
        byte[] block = new byte[64 << 10];
        requests(1, () -> storage.write("a", block));
        requests(4, () -> storage.write("b", new byte[(128 << 10) + 1]));
        requests(1, () -> storage.read("a"));
        requests(1, () -> storage.read("a", ByteRange.of(10, 20)));
        requests(2, () -> storage.read("a", ByteRange.tail(8)));
        requests(1, () -> storage.stat("a"));
        requests(1, () -> storage.stat("absent"));
        requests(1, () -> all(storage.list("")));
        requests(2, () -> storage.copy("a", "c", CopyOptions.DEFAULT));
        requests(1, () -> storage.deleteBatch(List.of("a", "b", "absent")));
        requests(1, () -> {
            storage.delete("c");
            return 0;
        });
    }

    @Test
    void noRequestIsMadeTwiceUnasked() throws Exception {
        storage.write("a", new byte[10]);
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            proxy.answer(request -> Optional.of(new WireProxy.Answer(status, List.of("Retry-After", "1"), "")));
            requests(1, () -> failure(() -> storage.read("a")));
            requests(1, () -> failure(() -> storage.write("a", new byte[10])));
            requests(1, () -> failure(() -> all(storage.list(""))));
        }
    }

    @Test
    void aBusyServiceSaysHowLongToWait() {
        proxy.answer(request -> Optional.of(new WireProxy.Answer(503, List.of("Retry-After", "7"), "")));
        assertThatThrownBy(() -> storage.stat("a"))
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).hasSeconds(7)));
    }

    @Test
    void aWriteWithoutAClearAnswerIsOpen() {
        proxy.answer(request -> Optional.of(new WireProxy.Answer(500, List.of(), "")));
        assertThatThrownBy(() -> storage.write("a", new byte[10])).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
        String elsewhere = proxy.endpoint() + "/elsewhere";
        for (int status : new int[] {301, 302, 307, 308}) {
            proxy.answer(request -> Optional.of(new WireProxy.Answer(status, List.of("Location", elsewhere), "")));
            assertThatThrownBy(() -> storage.read("a")).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> storage.stat("a")).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> storage.write("a", new byte[1])).isInstanceOf(ConfigurationException.class);
        }
        assertThat(proxy.requests()).noneMatch(request -> request.contains("elsewhere"));
    }

    @Test
    void listingsThatCannotBeAreErrors() throws Exception {
        Map<String, Class<? extends StorageException>> bodies = Map.of(
                "",
                UnavailableException.class,
                "no xml",
                UnavailableException.class,
                page("", "same"),
                IntegrityException.class,
                page(blob("other/a", "5"), ""),
                IntegrityException.class,
                page(blob("db/a", "-5"), ""),
                IntegrityException.class,
                page(blob("db/b", "5") + blob("db/a", "5"), ""),
                IntegrityException.class,
                page(blob("db/a", "5"), "same"),
                IntegrityException.class);
        for (Map.Entry<String, Class<? extends StorageException>> each : bodies.entrySet()) {
            proxy.answer(request -> Optional.of(new WireProxy.Answer(200, XML, each.getKey())));
            assertThatThrownBy(() -> all(storage.listObjects("db")))
                    .as(each.getKey())
                    .isInstanceOf(each.getValue());
        }
    }

    @Test
    void shortPagesAreFollowedToTheEnd() throws Exception {
        proxy.answer(request -> Optional.of(new WireProxy.Answer(
                200,
                XML,
                request.contains("marker=2")
                        ? page(blob("db/b", "5"), "")
                        : request.contains("marker=1") ? page("", "2") : page(blob("db/a", "5"), "1"))));
        assertThat(all(storage.list("db"))).extracting(ObjectKey::value).containsExactly("db/a", "db/b");
    }

    @Test
    void namesThatNoKeyHasAreHidden() throws Exception {
        proxy.answer(request -> Optional.of(new WireProxy.Answer(
                200,
                XML,
                page(
                        blob("../x", "5")
                                + blob("/etc/passwd", "5")
                                + blob("a", "5")
                                + blob("a/", "0")
                                + blob("a/../b", "5")
                                + blob("a//b", "5"),
                        ""))));
        assertThat(all(storage.list(""))).extracting(ObjectKey::value).containsExactly("a");
    }

    @Test
    void aBodyThatIsNotWhatTheServiceSaysIsRefused() throws Exception {
        List<String> header = List.of(
                "ETag",
                "\"1\"",
                "Last-Modified",
                "Sun, 22 Nov 2026 20:00:00 GMT",
                "Content-MD5",
                "AAAAAAAAAAAAAAAAAAAAAA==");
        proxy.answer(request -> Optional.of(new WireProxy.Answer(200, header, "content")));
        assertThatThrownBy(() -> storage.read("a"))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("MD5");
        // The whole object where a range was asked for.
        assertThatThrownBy(() -> storage.read("a", ByteRange.of(2, 3))).isInstanceOf(IntegrityException.class);
        proxy.answer(request -> Optional.of(new WireProxy.Answer(200, List.of(), "content")));
        assertThatThrownBy(() -> storage.read("a")).isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> storage.stat("a")).isInstanceOf(IntegrityException.class);
    }

    private void requests(int count, Callable<?> call) throws Exception {
        int before = proxy.requests().size();
        call.call();
        assertThat(proxy.requests().subList(before, proxy.requests().size())).hasSize(count);
    }

    private static int failure(Callable<?> call) {
        assertThatThrownBy(call::call).isInstanceOf(StorageException.class);
        return 0;
    }

    private static <T> List<T> all(Listing<T> listing) throws StorageException {
        List<T> all = new ArrayList<>();
        try (listing) {
            while (listing.hasNext()) {
                all.add(listing.next());
            }
        }
        return all;
    }

    private static String page(String blobs, String marker) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"x\" ContainerName=\"c\">"
                + "<Blobs>" + blobs + "</Blobs><NextMarker>" + marker + "</NextMarker></EnumerationResults>";
    }

    private static String blob(String name, String length) {
        return "<Blob><Name>" + name + "</Name><Properties><Last-Modified>Sun, 22 Nov 2026 20:00:00 GMT</Last-Modified>"
                + "<Etag>0x1</Etag><Content-Length>" + length + "</Content-Length><BlobType>BlockBlob</BlobType>"
                + "</Properties></Blob>";
    }
}
