package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testkit.wire.WireRule;
import io.siltstone.testservers.CephServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is set up wrongly, and what other tools leave, on the real server. */
final class S3FaultsTest {

    private static final String CANARY = "canary-Zm9v";
    private static final int PART = 5 << 20;

    @Test
    void aBucketThatIsNotThereIsAnErrorOfTheConfiguration() throws Exception {
        S3Config config = S3Stores.config("no-such-bucket", Map.of());
        assertThatThrownBy(() -> S3Stores.open(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no such bucket");
    }

    @Test
    void aWrongKeyOrSecretIsTold() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        String right = CephServer.shared().accessKey();
        for (S3Credentials wrong : List.of(
                S3Credentials.of("nobody", Secret.of(CANARY)),
                S3Credentials.of(right, Secret.of(CANARY)),
                new S3Credentials(right, Secret.of(CANARY), Optional.of(Secret.of(CANARY + "-token"))))) {
            assertThatThrownBy(() -> S3Backend.open(config, S3Secrets.of(wrong), StoreRuntime.system()))
                    .isInstanceOfAny(UnauthenticatedException.class, ConfigurationException.class)
                    .satisfies(S3FaultsTest::holdsNoCanary);
        }
    }

    /** Between two parts, and between two pages: neither is an absent object or the end of a listing. */
    @Test
    void aBucketThatVanishesInTheMiddleIsAnErrorOfTheConfiguration() throws Exception {
        S3Credentials any = S3Credentials.of("key", Secret.of(CANARY));
        try (S3FaultServer server = new S3FaultServer("bucket")) {
            S3Config config = S3Config.of(
                    "bucket",
                    Map.of("endpoint", server.endpoint().toString(), "pathStyle", "true", "partBytes", "" + (5 << 20)));
            try (Backend backend = S3Backend.open(config, S3Secrets.of(any), StoreRuntime.system())) {
                for (int i = 0; i < 1001; i++) {
                    backend.write(ObjectKey.of("db/" + i), Source.bytes(new byte[0]), WriteOptions.DEFAULT);
                }
                ObjectWriter writer =
                        backend.openWriter(ObjectKey.of("large"), OptionalLong.empty(), WriteOptions.DEFAULT);
                writer.write(new byte[11 << 20]);
                try (Listing<ObjectKey> listing = backend.list(ListRequest.of(KeyPrefix.ROOT))) {
                    listing.next();
                    server.loseBucket("bucket");
                    assertThatThrownBy(() -> {
                                while (listing.hasNext()) {
                                    listing.next();
                                }
                            })
                            .isInstanceOf(ConfigurationException.class);
                }
                assertThatThrownBy(writer::commit).isInstanceOf(ConfigurationException.class);
                writer.close();
            }
        }
    }

    /** Who reads on after an error is told it again, and is not given the part behind the one that failed. */
    @Test
    void aPartThatCannotBeFetchedIsNeverLeftOut() throws Exception {
        byte[] content = S3UploadTest.content(5 * PART);
        try (S3FaultServer server = new S3FaultServer("bucket");
                Backend backend = inParts(server)) {
            backend.write(ObjectKey.of("a"), Source.bytes(content), WriteOptions.DEFAULT);
            server.add(WireRule.once(S3Operation.GET_OBJECT.name(), S3Fault.INTERNAL_ERROR)
                    .from(3, 1));
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            try (ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
                InputStream in = read.stream();
                assertThatThrownBy(() -> in.transferTo(got)).isInstanceOf(StorageException.class);
                assertThatThrownBy(() -> in.transferTo(got)).isInstanceOf(StorageException.class);
            }
            assertThat(Arrays.mismatch(got.toByteArray(), content)).isEqualTo(got.size());
        }
    }

    /** However many are read at once: the others read their parts as they arrive. */
    @Test
    @Timeout(60)
    void whatManyReadersFetchAheadIsBoundedByTheStore() throws Exception {
        byte[] content = S3UploadTest.content(4 * PART + 17);
        int readers = 6;
        try (S3FaultServer server = new S3FaultServer("bucket");
                Backend backend = inParts(server)) {
            backend.write(ObjectKey.of("a"), Source.bytes(content), WriteOptions.DEFAULT);
            for (int round = 0; round < 3; round++) {
                long before = server.requests(S3Operation.GET_OBJECT);
                List<ObjectContent> all = new ArrayList<>();
                for (int i = 0; i < readers; i++) {
                    ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL);
                    all.add(read);
                    assertThat(read.stream().readNBytes(PART)).isEqualTo(Arrays.copyOf(content, PART));
                }
                while (server.requests(S3Operation.GET_OBJECT) - before < readers + 2) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("only " + server.requests(S3Operation.GET_OBJECT));
                    }
                    Thread.onSpinWait();
                }
                assertThat(server.requests(S3Operation.GET_OBJECT) - before).isEqualTo(readers + 2);
                if (round == 0) {
                    for (int at = PART; at < content.length; at += PART) {
                        for (ObjectContent read : all) {
                            byte[] wanted = Arrays.copyOfRange(content, at, Math.min(at + PART, content.length));
                            assertThat(Arrays.equals(read.stream().readNBytes(PART), wanted))
                                    .isTrue();
                        }
                    }
                }
                // Once none was read to its end: the room is free again all the same.
                for (ObjectContent read : all) {
                    read.close();
                }
            }
            try (ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
                assertThat(Arrays.equals(read.stream().readAllBytes(), content)).isTrue();
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Nothing was sent yet, so that the outcome is known also where the request would have changed something. */
    @Test
    @Timeout(60)
    void whoIsInterruptedWhileHeWaitsForAConnectionHasSentNothing() throws Exception {
        try (S3FaultServer server = new S3FaultServer("bucket")) {
            S3Config config = S3Config.of(
                    "bucket",
                    Map.of("endpoint", server.endpoint().toString(), "pathStyle", "true", "maxConnections", "1"));
            S3Credentials any = S3Credentials.of("key", Secret.of(CANARY));
            try (Backend backend = S3Backend.open(config, S3Secrets.of(any), StoreRuntime.system())) {
                ObjectKey key = ObjectKey.of("a");
                backend.write(key, Source.bytes(S3UploadTest.content(PART)), WriteOptions.DEFAULT);
                long writes = server.requests(S3Operation.PUT_OBJECT);
                try (ObjectContent held = backend.read(key, ReadOptions.ALL)) {
                    List<Step> steps = List.of(
                            () -> backend.stat(key),
                            () -> backend.write(key, Source.bytes(new byte[10]), WriteOptions.DEFAULT),
                            () -> backend.write(key, Source.bytes(new byte[2 << 20]), WriteOptions.CREATE_ONLY),
                            () -> backend.delete(key, Optional.empty()));
                    for (Step step : steps) {
                        assertThat(interruptedInWait(step)).isInstanceOf(CancelledException.class);
                    }
                    assertThat(held.stream().readAllBytes()).hasSize(PART);
                }
                assertThat(server.requests(S3Operation.PUT_OBJECT)).isEqualTo(writes);
                assertThat(backend.stat(key)).isPresent();
            }
        }
    }

    /** What a step throws in a thread that is interrupted as soon as it waits, and that stays so. */
    private static Throwable interruptedInWait(Step step) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("it did not fail"));
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                thrown.set(
                        Thread.currentThread().isInterrupted()
                                ? e
                                : new AssertionError("the interrupt is forgotten", e));
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        return thrown.get();
    }

    private static Backend inParts(S3FaultServer server) throws StorageException {
        S3Config config = S3Config.of(
                "bucket",
                Map.of(
                        "endpoint",
                        server.endpoint().toString(),
                        "pathStyle",
                        "true",
                        "partBytes",
                        "" + PART,
                        "multipartBytes",
                        "" + PART,
                        "partsInFlight",
                        "2"));
        S3Credentials any = S3Credentials.of("key", Secret.of(CANARY));
        return S3Backend.open(config, S3Secrets.of(any), StoreRuntime.system());
    }

    @Test
    void anEndpointThatDoesNotAnswerIsUnavailable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        S3Config config = S3Stores.newBucket(Map.of("endpoint", "http://127.0.0.1:" + port));
        assertThatThrownBy(() -> S3Stores.open(config)).isInstanceOf(UnavailableException.class);
        S3Config unknown = S3Stores.newBucket(Map.of("endpoint", "https://no-such-host.invalid"));
        assertThatThrownBy(() -> S3Stores.open(unknown)).isInstanceOf(StorageException.class);
    }

    @Test
    void nothingTheBackendSaysHoldsASecret() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        try (Backend backend = S3Stores.open(config)) {
            String said = backend + " " + backend.config() + " " + backend.location() + " "
                    + S3Secrets.of(S3Credentials.of("id", Secret.of(CANARY)));
            assertThat(said)
                    .doesNotContain(CANARY)
                    .doesNotContain(CephServer.shared().secretKey());
        }
    }

    @Test
    void aCustomersKeyThatIsNoneIsRefusedUnseen() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of("encryption", "CUSTOMER"));
        S3Secrets secrets = S3Secrets.of(S3Stores.environment());
        assertThatThrownBy(() -> S3Backend.open(config, secrets, StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SILTSTONE_S3_CUSTOMER_KEY");
        assertThatThrownBy(
                        () -> S3Backend.open(config, secrets.withCustomerKey(Secret.of(CANARY)), StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(S3FaultsTest::holdsNoCanary);
    }

    @Test
    void markersOfOtherToolsAreHiddenAndKeysOfTwoUsesShown() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        try (S3Client client = S3Stores.bare()) {
            for (String key : new String[] {"db/", "db/cpu/", "a//b", "/lead", "db/cpu", "db/cpu/x", "back\\slash"}) {
                client.putObject(request -> request.bucket(config.bucket()).key(key), RequestBody.empty());
            }
        }
        try (Backend backend = S3Stores.open(config)) {
            assertThat(S3Stores.all(backend.listObjects(ListRequest.of(KeyPrefix.ROOT))))
                    .extracting(ObjectInfo::key)
                    .containsExactly(ObjectKey.of("db/cpu"), ObjectKey.of("db/cpu/x"));
            assertThat(backend.stat(ObjectKey.of("db"))).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsNotFoundWhateverItsKeyLooksLike() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of()))) {
            for (String key : new String[] {"404", "NotFound", "a b+c%2Fd#e?f&g=h", "é😀/x"}) {
                assertThat(backend.stat(ObjectKey.of(key))).as(key).isEmpty();
                backend.write(ObjectKey.of(key), Source.bytes(new byte[] {1}), WriteOptions.DEFAULT);
                assertThat(backend.stat(ObjectKey.of(key))).as(key).isPresent();
            }
        }
    }

    static void holdsNoCanary(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(CANARY).doesNotContain("software.amazon.awssdk.core.exception");
    }

    /** Says so here too: a source's own error passes a backend unchanged, and is not to be taken for the store's. */
    @Test
    void aSourcesErrorIsNotTranslated() throws Exception {
        IOException thrown = new IOException("HTTP 404 NoSuchKey");
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of()))) {
            Source broken = Source.replayable(10, () -> {
                throw thrown;
            });
            assertThatThrownBy(() -> backend.write(ObjectKey.of("a"), broken, WriteOptions.DEFAULT))
                    .isSameAs(thrown);
        }
    }
}
