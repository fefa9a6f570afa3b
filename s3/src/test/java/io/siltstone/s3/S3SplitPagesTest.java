package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layout.PartitionUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SplitPagesTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.LIST, "s3://bucket");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private final S3Threads threads = new S3Threads("test", 4, 1);
    private final AtomicInteger requests = new AtomicInteger();
    private int mostHeld;

    @AfterEach
    void close() {
        threads.close();
    }

    /** Tables of all units, gaps, odd names between the dates, a random size of pages. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void everyKeyComesOnceAndInOrder(int seed) throws Exception {
        NavigableSet<String> keys = randomKeys(new Random(seed));
        assertThat(all(new Store(keys, 1 + seed % 9), "")).containsExactlyElementsOf(keys);
        assertThat(mostHeld).isLessThanOrEqualTo(S3Limits.LIST_PAGES_AHEAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStoreThatIgnoresWhereToBeginIsListedOnePageAfterTheOther(int seed) throws Exception {
        NavigableSet<String> keys = randomKeys(new Random(seed));
        Store store = new Store(keys, 5);
        store.ignoresStart = true;
        assertThat(all(store, "")).containsExactlyElementsOf(keys);
    }

    /** As if it began behind the next slash, which leaves keys out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStoreThatBeginsTooLateIsFoundOut(int seed) throws Exception {
        NavigableSet<String> keys = randomKeys(new Random(seed));
        Store store = new Store(keys, 5);
        store.skipsAtStart = 1 + seed % 3;
        assertThat(all(store, "")).containsExactlyElementsOf(keys);
    }

    @Test
    void aYearOfHoursTakesFewRequestsMoreThanItHasPages() throws Exception {
        NavigableSet<String> keys = year();
        assertThat(all(new Store(keys, 100), "db/cpu/")).containsExactlyElementsOf(keys);
        assertThat(requests.get()).isBetween(438, 438 * 120 / 100);
    }

    /** What has no dates, or too little of it, is asked for no more often than it has pages. */
    @Test
    void nothingIsGuessedOfShortListingsAndOfOtherNames() throws Exception {
        NavigableSet<String> few = new TreeSet<>(year().headSet("db/cpu/2025/01/04/"));
        all(new Store(few, 100), "db/cpu/");
        assertThat(requests.getAndSet(0)).isEqualTo((few.size() + 99) / 100);

        NavigableSet<String> others = keys();
        for (int i = 0; i < 2000; i++) {
            others.add(String.format("%05d", i));
        }
        all(new Store(others, 100), "");
        assertThat(requests.get()).isEqualTo(20);
    }

    /** The failure comes where the page is missed, and the next try goes on there. */
    @Test
    void aPageThatCannotBeHadIsAnErrorAndCanBeAskedForAgain() throws Exception {
        NavigableSet<String> keys = year();
        Store store = new Store(keys, 100);
        store.failsEach = 7;
        S3SplitPages pages = new S3SplitPages(store::open, "db/cpu/", threads, CONTEXT);
        List<String> found = new ArrayList<>();
        int failures = 0;
        while (pages.hasNext()) {
            try {
                pages.next().forEach(item -> found.add(item.text()));
            } catch (UnavailableException e) {
                failures++;
            }
        }
        assertThat(found).containsExactlyElementsOf(keys);
        assertThat(failures).isPositive();
    }

    /** Wherever the key falls: on the first page of a stretch, which is then given up, or later. */
    @ParameterizedTest
    @ValueSource(ints = {700, 2900, 2901, 15_000, 43_000})
    void aStoreThatListsInNoOrderIsRefused(int place) {
        NavigableSet<String> keys = year();
        Store store = new Store(keys, 100);
        store.misplaced = keys.stream().skip(place).findFirst().orElseThrow();
        assertThatThrownBy(() -> all(store, "db/cpu/")).isInstanceOf(IntegrityException.class);
    }

    private List<String> all(Store store, String below) throws StorageException {
        S3SplitPages pages = new S3SplitPages(store::open, below, threads, CONTEXT);
        List<String> found = new ArrayList<>();
        while (pages.hasNext()) {
            List<S3Pages.Item> page = pages.next();
            mostHeld = Math.max(mostHeld, pages.pagesHeld());
            page.forEach(item -> found.add(item.text()));
        }
        return found;
    }

    private static NavigableSet<String> year() {
        NavigableSet<String> keys = keys();
        for (int hour = 0; hour < 365 * 24; hour++) {
            String directory = "db/cpu/" + PartitionUnit.HOUR.path(START.plus(Duration.ofHours(hour)));
            for (int file = 0; file < 5; file++) {
                keys.add(directory + "/" + file + ".parquet");
            }
        }
        return keys;
    }

    private static NavigableSet<String> randomKeys(Random random) {
        NavigableSet<String> keys = keys();
        int tables = 1 + random.nextInt(4);
        for (int table = 0; table < tables; table++) {
            PartitionUnit unit = PartitionUnit.values()[random.nextInt(3)];
            Instant at = START.plus(Duration.ofDays(random.nextInt(500)));
            int directories = random.nextInt(300);
            for (int i = 0; i < directories; i++) {
                at = random.nextInt(20) == 0 ? at.plus(Duration.ofDays(random.nextInt(90))) : unit.next(at);
                String directory = "db/t" + table + "/" + unit.path(at);
                int files = random.nextInt(random.nextInt(30) == 0 ? 60 : 4);
                for (int file = 0; file < files; file++) {
                    keys.add(directory + "/" + file);
                }
                if (random.nextInt(10) == 0) {
                    keys.add(directory + random.nextInt(100) + "\uFF5E/odd");
                    keys.add(directory + "/\uD83D\uDE00/" + i);
                }
            }
            keys.add("db/t" + table);
            keys.add("db/t" + table + "/2025/x");
        }
        return keys;
    }

    private static NavigableSet<String> keys() {
        return new TreeSet<>(Utf8Order.COMPARATOR);
    }

    /** A bucket in memory. */
    private final class Store {

        private final NavigableSet<String> keys;
        private final int pageKeys;
        private boolean ignoresStart;
        private int skipsAtStart;
        private int failsEach;
        private String misplaced = "";

        Store(NavigableSet<String> keys, int pageKeys) {
            this.keys = keys;
            this.pageKeys = pageKeys;
        }

        S3PageSource open(Optional<String> startAfter) {
            return new S3PageSource() {

                private String last = startAfter.filter(start -> !ignoresStart).orElse("");
                private String bound = startAfter.orElse("");
                private int skip = startAfter.isPresent() ? skipsAtStart : 0;
                private boolean ended;

                @Override
                public boolean hasNext() {
                    return !ended;
                }

                /** As {@link S3Pages}: what comes before the start, or out of order, is refused. */
                @Override
                public List<S3Pages.Item> next() throws StorageException {
                    int number = requests.incrementAndGet();
                    if (failsEach > 0 && number % failsEach == 0) {
                        throw new UnavailableException(CONTEXT, "told so");
                    }
                    List<S3Pages.Item> page = new ArrayList<>();
                    for (String key : keys.tailSet(last, false)) {
                        if (skip > 0) {
                            skip--;
                            continue;
                        }
                        if (Utf8Order.compare(key, bound) <= 0 || key.equals(misplaced)) {
                            throw new IntegrityException(CONTEXT, "out of order");
                        }
                        page.add(new S3Pages.Item(key, Optional.of(info(key))));
                        last = key;
                        bound = key;
                        if (page.size() == pageKeys) {
                            break;
                        }
                    }
                    ended = keys.isEmpty() || page.size() < pageKeys || last.equals(keys.last());
                    return page;
                }
            };
        }

        private ObjectInfo info(String key) throws StorageException {
            return new ObjectInfo(ObjectKey.of(key), 1, START, Optional.empty());
        }
    }
}
