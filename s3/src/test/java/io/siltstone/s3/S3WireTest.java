package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.layout.Partition;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.testservers.CephServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts the requests on the wire: none is made without need, and none is made twice. */
final class S3WireTest {

    private final WireProxy proxy;
    private final Backend backend;

    S3WireTest() throws Exception {
        proxy = new WireProxy(CephServer.shared().endpoint());
        backend = S3Stores.open(
                S3Stores.newBucket(Map.of("endpoint", proxy.endpoint().toString())));
        proxy.forgetRequests();
    }

    @AfterEach
    void close() throws Exception {
        backend.close();
        proxy.close();
    }

    @Test
    void anObjectIsWrittenReadAskedForAndDeletedByOneRequestEach() throws Exception {
        ObjectKey key = ObjectKey.of("db/a");
        backend.write(key, Source.bytes(new byte[100_000]), WriteOptions.DEFAULT);
        assertThat(sent()).containsExactly("PUT");
        try (ObjectContent content = backend.read(key, ReadOptions.ALL)) {
            content.stream().readAllBytes();
        }
        assertThat(sent()).containsExactly("GET");
        try (ObjectContent content = backend.read(key, ReadOptions.range(ByteRange.tail(8)))) {
            content.stream().readAllBytes();
        }
        assertThat(sent()).containsExactly("GET");
        assertThat(backend.stat(key)).isPresent();
        assertThat(sent()).containsExactly("HEAD");
        backend.delete(key, Optional.empty());
        assertThat(sent()).containsExactly("DELETE");
        // An answer to a HEAD has no code, and the bucket might be what is gone.
        assertThat(backend.stat(key)).isEmpty();
        assertThat(sent()).containsExactly("HEAD", "HEAD");
    }

    @Test
    void aListingIsARequestForEachThousandAndABatchLikewise() throws Exception {
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < 2001; i++) {
            keys.add(ObjectKey.of(String.format("db/%04d", i)));
            backend.write(keys.get(i), Source.bytes(new byte[0]), WriteOptions.DEFAULT);
        }
        sent();
        assertThat(S3Stores.all(backend.list(ListRequest.of(KeyPrefix.ROOT)))).hasSize(2001);
        assertThat(sent()).containsExactly("GET", "GET", "GET");
        assertThat(S3Stores.all(backend.listDirectories(KeyPrefix.ROOT))).containsExactly("db");
        assertThat(sent()).containsExactly("GET");
        backend.deleteBatch(keys);
        assertThat(sent()).containsExactly("POST", "POST", "POST");
    }

    @Test
    void aDayOfATableIsARequestForEachYearAndThreeMore() throws Exception {
        TableName table = new TableName("db", "cpu");
        Instant start = Instant.parse("2023-12-01T00:00:00Z");
        for (int day = 0; day < 60; day++) {
            Partition partition = Partition.of(table, PartitionUnit.DAY, start.plus(Duration.ofDays(day)));
            backend.write(partition.key("a.parquet"), Source.bytes(new byte[0]), WriteOptions.DEFAULT);
        }
        sent();
        Instant asked = Instant.parse("2024-01-15T00:00:00Z");

        PrunedFiles pruned = Pruner.over(backend).prune(table, TimeRange.of(asked, asked.plus(Duration.ofDays(1))));

        assertThat(pruned.files())
                .extracting(file -> file.key().value())
                .containsExactly("db/cpu/2024/01/15/a.parquet");
        assertThat(sent()).containsExactly("GET", "GET", "GET", "GET", "GET");
    }

    /** The methods of the requests since it was asked last. */
    private List<String> sent() {
        List<String> sent = proxy.requests().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        proxy.forgetRequests();
        return sent;
    }
}
