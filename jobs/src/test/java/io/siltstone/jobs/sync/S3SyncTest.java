package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import io.siltstone.testkit.SeededRandom;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a disk and the real S3 server, there and back. */
class S3SyncTest {

    @TempDir
    private Path directory;

    /** The address of a new bucket, with what Ceph 18 gets wrong said in it. */
    static String newBucket(CephServer server, String more) {
        return address(server, server.newBucket(), more);
    }

    private static String address(CephServer server, String bucket, String more) {
        return "s3://" + bucket + "?endpoint=" + server.endpoint() + "&region=" + server.region()
                + "&pathStyle=true&etagQuoting=UNQUOTED&conditionalDelete=false&conditionalMultipart=false" + more;
    }

    static Map<String, String> keys(CephServer server) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey());
    }

    static Backend open(String address, Map<String, String> keys) throws StorageException {
        return Backends.with(StoreRuntime.system().withEnvironment(Environment.of(keys)))
                .open(address);
    }

    @Test
    void thereAndBackNothingIsLost() throws Exception {
        CephServer server = CephServer.shared();
        String address = newBucket(server, "&partBytes=5242880");
        Backend bucket = open(address, keys(server));
        try (Pairs there = Pairs.of(Pairs.disk(directory.resolve("a")), bucket);
                Pairs back = Pairs.of(bucket, Pairs.disk(directory.resolve("c")))) {
            there.fill(40, 3000, 1);
            there.source.write("db/big", new SeededRandom(2).bytes(17 << 20));
            there.source.write("db/é +%2F", new byte[0]);

            SyncReport first = there.run(SyncRequest.DEFAULT.withResumeFromBytes(1 << 20));
            assertThat(first.isComplete()).as(first.toString()).isTrue();
            there.targetFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(ConfigurationException::new))
                    .where(key -> !key.startsWith(".siltstone/")));
            SyncReport second = there.run();
            there.targetFaults.clear();
            assertThat(second.upToDate()).isEqualTo(42);
            assertThat(second.isComplete()).as(second.toString()).isTrue();

            SyncReport returned = back.run();
            assertThat(returned.of(SyncAction.COPY).objects()).isEqualTo(42);
            assertThat(Pairs.contents(back.target)).isEqualTo(Pairs.contents(there.source));
            requireNowhere(server.secretKey(), directory, first, second, returned);
        }
    }

    /** The secret is in no file that was written, ledgers included, and in no report. */
    private static void requireNowhere(String secret, Path files, Object... reports) throws IOException {
        try (Stream<Path> walk = Files.walk(files)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        for (Object report : reports) {
            assertThat(report.toString()).doesNotContain(secret);
        }
    }

    @Test
    void aTransferThatWasBrokenOffGoesOnWhereItWas() throws Exception {
        CephServer server = CephServer.shared();
        Backend bucket = open(newBucket(server, "&partBytes=5242880"), keys(server));
        try (Pairs pairs = Pairs.of(Pairs.disk(directory.resolve("a")), bucket)) {
            byte[] content = new SeededRandom(2).bytes(22 << 20);
            pairs.source.write("db/big", content);
            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.cutBody(16 << 20))
                    .where("db/big"::equals)
                    .nth(1));
            SyncReport first = pairs.run();
            SyncReport second = pairs.run();

            assertThat(first.failed()).isEqualTo(1);
            assertThat(second.isComplete()).as(second.toString()).isTrue();
            assertThat(first.sentBytes() + second.sentBytes()).isLessThanOrEqualTo((22 << 20) + (5 << 20));
            assertThat(pairs.target.read("db/big")).isEqualTo(content);
        }
    }

    @Test
    void oneBucketUnderTwoSpellingsIsRefused() throws Exception {
        CephServer server = CephServer.shared();
        String bucket = server.newBucket();
        String other = "s3a" + address(server, bucket, "").substring(2).replace("127.0.0.1", "localhost");
        try (Pairs pairs = Pairs.of(open(address(server, bucket, ""), keys(server)), open(other, keys(server)))) {
            pairs.fill(1, 10, 1);
            Assertions.assertThatThrownBy(pairs::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("same store");
        }
    }
}
