package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.Partition;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.testkit.net.FaultProxy;
import io.siltstone.testkit.net.LineRule;
import io.siltstone.testservers.CephServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A table of a year of hours on a real server, each request made later by a proxy: page after page, and as Siltstone lists it. */
final class S3ListComparison {

    private static final String PAGES = "page after page";
    private static final String SILTSTONE = "Siltstone";
    private static final int HOURS = 365 * 24;
    private static final double TARGET = 4;

    private S3ListComparison() {}

    /** Takes where results go and their date; then, where they differ from the usual, keys, milliseconds and rounds. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int keys = Integer.parseInt(arguments.other(0, "100000"));
        int millis = Integer.parseInt(arguments.other(1, "20"));
        int rounds = Integer.parseInt(arguments.other(2, "3"));
        CephServer server = CephServer.shared();
        Results results = new Results("s3-list", arguments);
        results.fact("server", "Ceph " + server.version() + ", on the same machine");
        results.fact("keys", keys + ", of a year of hours");
        results.fact("added to each request", millis + " ms");
        BenchmarkBucket bucket = BenchmarkBucket.make(server);
        InetSocketAddress address = new InetSocketAddress(
                server.endpoint().getHost(), server.endpoint().getPort());
        try (Backend direct = bucket.open();
                FaultProxy proxy = new FaultProxy(address)) {
            BenchmarkBucket.fill(direct, keys(keys));
            proxy.usually(LineRule.PLAIN.withDelay(Duration.ofMillis(millis)));
            URI slow = URI.create("http://127.0.0.1:" + proxy.address().getPort());
            try (Backend backend = bucket.open(slow);
                    S3Client bare = bucket.bare(slow)) {
                Map<String, Times> times = new Turns()
                        .side(PAGES, () -> paged(bare, bucket.name()))
                        .side(SILTSTONE, () -> listed(backend))
                        .run(rounds, 1);
                results.series("listing of " + keys, times);
                Times none = new Times(List.of(Double.NaN));
                results.measureAtLeast(
                        "time of " + PAGES + " / " + SILTSTONE,
                        times.getOrDefault(PAGES, none).over(times.getOrDefault(SILTSTONE, none)),
                        TARGET);
                results.note(
                        "processor time of " + SILTSTONE + " / " + PAGES + ", the proxy's in both",
                        times.getOrDefault(SILTSTONE, none).cpuOver(times.getOrDefault(PAGES, none)));
            }
        }
        results.write();
    }

    private static List<ObjectKey> keys(int count) throws StorageException {
        TableName table = new TableName("db", "cpu");
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        List<ObjectKey> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Partition hour =
                    Partition.of(table, PartitionUnit.HOUR, start.plus(Duration.ofHours((long) i * HOURS / count)));
            keys.add(hour.key(String.format("%07d.parquet", i)));
        }
        return keys;
    }

    /** What all keys come to, in their order. */
    private static Integer paged(S3Client client, String bucket) {
        int found = 1;
        for (ListObjectsV2Response page :
                client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix("db/cpu/"))) {
            for (S3Object object : page.contents()) {
                found = 31 * found + object.key().hashCode();
            }
        }
        return found;
    }

    private static Integer listed(Backend backend) throws StorageException {
        int found = 1;
        try (Listing<ObjectInfo> listing = backend.listObjects(ListRequest.of(KeyPrefix.of("db/cpu")))) {
            while (listing.hasNext()) {
                found = 31 * found + listing.next().key().value().hashCode();
            }
        }
        return found;
    }
}
