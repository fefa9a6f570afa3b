package io.siltstone.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.jobs.TestStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VerifyJobTest {

    private static final VerifyRequest FOOTERS = VerifyRequest.of(KeyPrefix.ROOT);
    private static final VerifyRequest TIMES = FOOTERS.withTimeBounds(Optional.empty());
    private static final byte[] TEN_TO_ELEVEN = TestStores.minutes("2025-01-01 10:00:00", 60);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aSoundStoreHasNoFindings() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/01/10/a.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/01/b.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/c.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/notes.txt", new byte[3]);

            VerifyReport report = verify(storage, TIMES.withStrict(true));

            assertThat(report)
                    .isEqualTo(new VerifyReport(3, 3L * TEN_TO_ELEVEN.length, 0, 0, 180, 1, 0, List.of(), List.of()))
                    .satisfies(sound -> assertThat(sound.isSound()).isTrue());
        }
    }

    @Test
    void listsEachOffenderInTheOrderOfKeysAndRepairsNothing() throws IOException {
        try (Storage storage = TestStores.storage()) {
            byte[] headless = TEN_TO_ELEVEN.clone();
            headless[0] = 0;
            byte[] encrypted = TEN_TO_ELEVEN.clone();
            encrypted[encrypted.length - 1] = 'E';
            storage.write("db/cpu/2025/01/01/10/a.parquet", new byte[0]);
            storage.write("db/cpu/2025/01/01/10/b.parquet", Arrays.copyOf(TEN_TO_ELEVEN, TEN_TO_ELEVEN.length / 2));
            storage.write("db/cpu/2025/01/01/10/c.parquet", headless);
            storage.write("db/cpu/2025/01/01/10/d.parquet", encrypted);
            storage.write("db/cpu/2025/01/01/10/e.parquet", TEN_TO_ELEVEN);

            VerifyReport report = verify(storage, FOOTERS);

            assertThat(report.findings())
                    .extracting(finding -> finding.key().name(), VerifyFinding::kind, VerifyFinding::offence)
                    .containsExactly(
                            tuple("a.parquet", FindingKind.EMPTY, true),
                            tuple("b.parquet", FindingKind.TRUNCATED, true),
                            tuple("c.parquet", FindingKind.CORRUPT, true),
                            tuple("d.parquet", FindingKind.UNSUPPORTED, true));
            assertThat(report.filesChecked()).isEqualTo(5);
            assertThat(report.rows()).isEqualTo(60);
            assertThat(storage.read("db/cpu/2025/01/01/10/c.parquet")).isEqualTo(headless);
        }
    }

    @Test
    void timesMustLieInTheWindowOfThePath() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/01/09/early.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/01/10/fits.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/01/10/late.parquet", TestStores.minutes("2025-01-01 10:00:00", 61));
            storage.write("db/cpu/2025/01/01/24/midnight.parquet", TestStores.minutes("2025-01-02 00:00:00", 1));
            storage.write("db/cpu/2025/01/01/odd/of-the-day.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/02/day.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/odd/02/of-the-month.parquet", TEN_TO_ELEVEN);

            VerifyReport report = verify(storage, TIMES);

            assertThat(report.findings())
                    .extracting(finding -> finding.key().name(), VerifyFinding::kind)
                    .containsExactly(
                            tuple("early.parquet", FindingKind.OUT_OF_WINDOW),
                            tuple("late.parquet", FindingKind.OUT_OF_WINDOW),
                            tuple("midnight.parquet", FindingKind.OUT_OF_WINDOW),
                            tuple("day.parquet", FindingKind.OUT_OF_WINDOW));
            assertThat(report.findings().get(1).reason())
                    .isEqualTo("times from 2025-01-01T10:00:00Z to 2025-01-01T11:00:00Z do not lie in"
                            + " 2025-01-01T10:00:00Z..2025-01-01T11:00:00Z");
            assertThat(verify(storage, FOOTERS).isSound())
                    .as("nobody asked for times")
                    .isTrue();
        }
    }

    @Test
    void whatCannotBeCheckedIsANoteUnlessStrict() throws IOException {
        byte[] text = TestStores.parquet("SELECT 'noon' AS time");
        byte[] noRows = TestStores.parquet("SELECT 'noon' AS time WHERE false");
        byte[] noTimes = TestStores.parquet("SELECT NULL::TIMESTAMP AS time");
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/01/10/no-column.parquet", text);
            storage.write("db/cpu/2025/01/01/10/no-rows.parquet", noRows);
            storage.write("db/cpu/2025/01/01/10/nulls.parquet", noTimes);
            storage.write("db/cpu/backup/a.parquet", text);
            storage.write("loose.parquet", text);

            VerifyReport report = verify(storage, TIMES);

            assertThat(report.findings())
                    .extracting(finding -> finding.key().value(), VerifyFinding::kind, VerifyFinding::offence)
                    .containsExactly(
                            tuple("db/cpu/2025/01/01/10/no-column.parquet", FindingKind.NO_TIME_COLUMN, true),
                            tuple("db/cpu/2025/01/01/10/nulls.parquet", FindingKind.UNKNOWN_BOUNDS, false),
                            tuple("db/cpu/backup/a.parquet", FindingKind.NO_WINDOW, false),
                            tuple("loose.parquet", FindingKind.NO_WINDOW, false));
            assertThat(verify(storage, TIMES.withStrict(true)).offences()).hasSize(4);
        }
    }

    @Test
    void theTimeColumnCanBeTold() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write(
                    "db/cpu/2025/01/01/10/a.parquet",
                    TestStores.parquet("SELECT TIMESTAMP '2025-01-01 11:30:00' AS at"));

            assertThat(verify(storage, FOOTERS.withTimeBounds(Optional.of("at")))
                            .findings())
                    .extracting(VerifyFinding::kind)
                    .containsExactly(FindingKind.OUT_OF_WINDOW);
        }
    }

    @Test
    void aFileThatVanishesIsNoOffenceAndAReplacedOneIsReadAnew() throws IOException {
        try (Storage storage = Storage.of(new Meddling(TestStores.backend()))) {
            storage.write("db/cpu/2025/01/01/10/deleted.parquet", TEN_TO_ELEVEN);
            storage.write("db/cpu/2025/01/01/10/replaced.parquet", new byte[500]);

            VerifyReport report = verify(storage, FOOTERS);

            assertThat(report)
                    .isEqualTo(new VerifyReport(1, TEN_TO_ELEVEN.length, 0, 0, 60, 0, 1, List.of(), List.of()));
        }
    }

    @Test
    void aFailureOfTheStoreEndsTheJob() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        try (Storage storage = Storage.of(new ForwardingBackend(TestStores.backend()) {
            @Override
            public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                if (reads.incrementAndGet() == 20) {
                    throw new BackendFailureException(
                            ErrorContext.of(Operation.READ, "test", key.value()), "the disk broke");
                }
                return super.read(key, options);
            }
        })) {
            for (int i = 0; i < 100; i++) {
                storage.write("db/cpu/2025/01/01/10/" + i + ".parquet", TEN_TO_ELEVEN);
            }

            assertThatThrownBy(() -> verify(storage, FOOTERS))
                    .isInstanceOf(BackendFailureException.class)
                    .hasMessageContaining("the disk broke");
        }
    }

    @Test
    void anInterruptedThreadGivesUp() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/01/10/a.parquet", TEN_TO_ELEVEN);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> VerifyJob.run(storage, FOOTERS, task -> {}, VerifyListener.NONE))
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).as("the mark stays").isTrue();
        }
    }

    @Test
    void tellsOfEachFileInOrderAndHandsOutNoMoreAtATimeThanAllowed() throws IOException {
        List<String> told = new ArrayList<>();
        AtomicInteger handedOut = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        VerifyListener listener = new VerifyListener() {
            @Override
            public void onChecked(ObjectInfo file) {
                handedOut.decrementAndGet();
                told.add(file.key().name());
            }

            @Override
            public void onFinding(VerifyFinding finding) {
                told.add("found " + finding.key().name());
            }
        };
        try (Storage storage = TestStores.storage()) {
            for (int i = 100; i < 200; i++) {
                storage.write("db/cpu/2025/01/01/10/" + i + ".parquet", i == 150 ? new byte[1] : TEN_TO_ELEVEN);
            }

            VerifyJob.run(
                    storage,
                    FOOTERS.withParallelism(3),
                    task -> {
                        most.accumulateAndGet(handedOut.incrementAndGet(), Math::max);
                        executor.execute(task);
                    },
                    listener);
        }
        assertThat(most).hasValue(3);
        assertThat(told).hasSize(101).containsSequence("149.parquet", "found 150.parquet", "150.parquet");
        assertThat(told.get(0)).isEqualTo("100.parquet");
    }

    private VerifyReport verify(Storage storage, VerifyRequest request) throws StorageException {
        return VerifyJob.run(storage, request, executor, VerifyListener.NONE);
    }

    /** Deletes or replaces an object just before it is read for the first time. */
    private static final class Meddling extends ForwardingBackend {

        private final AtomicInteger replaced = new AtomicInteger();

        private Meddling(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            if (key.name().equals("deleted.parquet")) {
                inner().delete(key, Optional.empty());
            } else if (replaced.getAndIncrement() == 0) {
                Storage.of(inner()).write(key.value(), TEN_TO_ELEVEN);
            }
            return super.read(key, options);
        }
    }
}
