package io.siltstone.benchmarks;

import io.siltstone.core.Durability;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.layout.Partition;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.parquet.TimeColumn;
import io.siltstone.parquet.TimeEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A local store that holds a year in hour files. */
final class HourStore implements AutoCloseable {

    static final TableName TABLE = new TableName("weather", "observations");

    private final Storage storage;
    private final Path root;

    private HourStore(Storage storage, Path root) {
        this.storage = storage;
        this.root = root;
    }

    /** A new one, its files written by DuckDB with the metadata that an import writes. */
    static HourStore create(Path root, long rows) throws Exception {
        Path partitions = root.resolveSibling("partitions");
        try (Duck duck = Duck.open("partitioned_write_max_open_files=10000")) {
            String metadata = new TimeColumn("time", TimeEncoding.TIMESTAMP_US, Optional.of(PartitionUnit.HOUR))
                    .toMetadata().entrySet().stream()
                            .map(entry -> Duck.literal(entry.getKey()) + ": " + Duck.literal(entry.getValue()))
                            .collect(Collectors.joining(", "));
            duck.run("COPY (SELECT *, epoch_us(time) // 3600000000 AS hour FROM (" + WeatherYear.query(rows) + ")) TO "
                    + Duck.literal(partitions)
                    + " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (hour), ORDER_BY (time)"
                    + ", KV_METADATA {" + metadata + "})");
        }
        Storage storage = Storage.of(
                LocalBackend.open(LocalConfig.of(root).withDurability(Durability.NONE), StoreRuntime.system()));
        HourStore store = new HourStore(storage, root);
        store.publish(partitions);
        return store;
    }

    private void publish(Path partitions) throws IOException {
        try (Stream<Path> files = Files.walk(partitions)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String hour = String.valueOf(file.getName(file.getNameCount() - 2));
                Instant start = Instant.EPOCH.plus(Duration.ofHours(Long.parseLong(hour.substring("hour=".length()))));
                String key = Partition.of(TABLE, PartitionUnit.HOUR, start)
                        .key(String.valueOf(file.getFileName()))
                        .value();
                storage.write(key, Source.file(file), WriteOptions.CREATE_ONLY);
                Files.delete(file);
            }
        }
    }

    Storage storage() {
        return storage;
    }

    Path root() {
        return root;
    }

    /** The files that can hold rows of the time. */
    List<Path> files(TimeRange range) throws IOException {
        List<Path> files = new ArrayList<>();
        for (ObjectInfo file :
                Pruner.over(storage.backend()).prune(TABLE, range).files()) {
            files.add(root.resolve(file.key().value()));
        }
        return files;
    }

    /** Midnight in UTC. */
    static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
