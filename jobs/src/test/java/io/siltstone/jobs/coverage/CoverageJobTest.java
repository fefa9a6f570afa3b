package io.siltstone.jobs.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.jobs.TestStores;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CoverageJobTest {

    private static final TableName CPU = new TableName("db", "cpu");
    private static final byte[] HOUR = TestStores.minutes("2025-01-01 10:00:00", 60);

    @Test
    void countsFilesByTheirPathsAloneWithoutReadingOne() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        try (Storage storage = Storage.of(new ForwardingBackend(TestStores.backend()) {
            @Override
            public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                reads.incrementAndGet();
                return super.read(key, options);
            }
        })) {
            storage.write("db/cpu/2025/01/01/10/a.parquet", new byte[10]);
            storage.write("db/cpu/2025/01/01/10/b.parquet", new byte[10]);
            storage.write("db/cpu/2025/01/01/13/c.parquet", new byte[10]);
            storage.write("db/cpu/2025/01/01/12/readme.txt", new byte[10]);
            storage.write("db/cpu/2025/loose.parquet", new byte[7]);
            storage.write("db/cpu2/2025/01/01/12/other.parquet", new byte[10]);

            Coverage coverage = run(storage, CoverageOptions.DEFAULT);

            assertThat(coverage.cells()).extracting(CoverageCell::files).containsExactly(2L, 0L, 0L, 1L);
            assertThat(coverage.totals().files()).isEqualTo(3);
            assertThat(coverage.totals().bytes()).isEqualTo(30);
            assertThat(coverage.totals().undatedFiles()).isEqualTo(1);
            assertThat(coverage.totals().last()).contains(Instant.parse("2025-01-01T14:00:00Z"));
            assertThat(coverage.gaps()).hasSize(1);
            assertThat(reads).hasValue(0);
        }
    }

    @Test
    void readsFootersWhereRowsAreWanted() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/01/10/a.parquet", HOUR);
            storage.write("db/cpu/2025/01/01/10/b.parquet", HOUR);
            storage.write("db/cpu/2025/01/01/11/none.parquet", TestStores.parquet("SELECT 1 AS v WHERE false"));
            storage.write("db/cpu/2025/01/01/12/broken.parquet", new byte[100]);
            List<String> told = new ArrayList<>();

            Coverage coverage = CoverageJob.run(
                    storage,
                    CoverageRequest.of(CPU, CoverageOptions.DEFAULT.withMetric(CoverageMetric.ROWS)),
                    Runnable::run,
                    info -> told.add(info.key().name()));

            assertThat(coverage.cells())
                    .extracting(CoverageCell::state)
                    .containsExactly(CellState.OK, CellState.EMPTY, CellState.UNKNOWN);
            assertThat(coverage.cells().get(0).rows()).hasValue(120);
            assertThat(coverage.totals().rows()).isEmpty();
            assertThat(told).containsExactly("a.parquet", "b.parquet", "none.parquet", "broken.parquet");
        }
    }

    @Test
    void aRangeListsOnlyWhatIsInIt() throws IOException {
        try (Storage storage = TestStores.storage()) {
            for (int hour = 10; hour < 20; hour++) {
                storage.write("db/cpu/2025/01/01/" + hour + "/a.parquet", HOUR);
            }
            TimeRange range =
                    TimeRange.of(Instant.parse("2025-01-01T18:00:00Z"), Instant.parse("2025-01-01T22:00:00Z"));

            Coverage coverage = run(storage, CoverageOptions.DEFAULT.withRange(range));

            assertThat(coverage.totals().files()).isEqualTo(2);
            assertThat(coverage.expected()).isEqualTo(range);
            assertThat(coverage.totals().present()).isEqualTo(2);
        }
    }

    @Test
    void aFileThatVanishesCountsNowhere() throws IOException {
        try (Storage storage = Storage.of(new ForwardingBackend(TestStores.backend()) {
            @Override
            public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                if (key.name().equals("gone.parquet")) {
                    inner().delete(key, Optional.empty());
                }
                return super.read(key, options);
            }
        })) {
            storage.write("db/cpu/2025/01/01/10/a.parquet", HOUR);
            storage.write("db/cpu/2025/01/01/11/gone.parquet", HOUR);

            Coverage coverage = run(storage, CoverageOptions.DEFAULT.withMetric(CoverageMetric.ROWS));

            assertThat(coverage.cells()).hasSize(1);
            assertThat(coverage.totals().rows()).hasValue(60);
        }
    }

    @Test
    void aListingThatIsRefusedIsAnErrorAndNoGap() throws IOException {
        try (Storage storage = Storage.of(new ForwardingBackend(TestStores.backend()) {
            @Override
            public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
                throw new AccessDeniedException(ErrorContext.of(Operation.LIST, "test"), "not for you");
            }
        })) {
            assertThatThrownBy(() -> run(storage, CoverageOptions.DEFAULT)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void aTableWithoutFilesHasNoCells() throws IOException {
        try (Storage storage = TestStores.storage()) {
            assertThat(run(storage, CoverageOptions.DEFAULT).cells()).isEmpty();
        }
    }

    private static Coverage run(Storage storage, CoverageOptions options) throws StorageException {
        return CoverageJob.run(storage, CoverageRequest.of(CPU, options), Runnable::run, info -> {});
    }
}
