package io.siltstone.core.layout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** A table of random files of all depths, foreign ones among them, and random ranges that matter to it. */
final class RandomTable {

    private static final List<String> ROOTS = List.of("db/cpu", "2024/11", "x/2025/11", "db.v1/m-2");
    private static final List<String> BASES = List.of(
            "2025-11-25T16:00:00Z",
            "2024-02-28T22:00:00Z",
            "2023-12-31T20:00:00Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:00:00Z",
            "1900-02-28T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0004-02-29T00:00:00Z",
            "9999-12-31T23:00:00Z",
            "9999-01-01T00:00:00Z");
    private static final List<String> NAMES = List.of(
            "a.parquet",
            "b.parquet",
            "z.parquet",
            ".parquet",
            "_.parquet",
            "c[1]*?.parquet",
            "d.PARQUET",
            "e.csv",
            "07",
            "é.parquet",
            "\uD83D\uDE00.parquet",
            "\uFF5E.parquet");
    /** Paths with names that are not understood, at every depth; Y, M and D stand for a date near the table's. */
    private static final List<String> FOREIGN = List.of(
            "x.parquet",
            "backup/x.parquet",
            "backup/Y/M/D/03/x.parquet",
            "backup/Y/M/x.parquet",
            "Y/x.parquet",
            "Y/00/x.parquet",
            "Y/13/x.parquet",
            "Y/M/00/x.parquet",
            "Y/M/32/x.parquet",
            "Y/02/30/x.parquet",
            "Y/02/30/05/x.parquet",
            "Y/M/D/24/x.parquet",
            "Y/M/D/99/x.parquet",
            "Y/M/D/foo/x.parquet",
            "Y/M/D/1/x.parquet",
            "Y/M/D/-1/x.parquet",
            "Y/M/foo/07/x.parquet",
            "Y/foo/x.parquet",
            "Y/foo/M/D/03/x.parquet",
            "Y/foo/Y/M/D/03/x.parquet",
            "Y/M/foo/x.parquet",
            "Y/M/foo/Y/M/D/03/x.parquet",
            "Y/M/foo/D/03/deep/x.parquet",
            "Y/M/D/foo/03/x.parquet",
            "Y/M/D/foo/Y/M/D/03/x.parquet",
            "Y/M/D/24/a/b/x.parquet",
            "Y/M/D/03/foo/Y/M/D/04/x.parquet",
            "Y/M/D/\u0660\u0661/x.parquet",
            "\u0662\u0660\u0662\u0665/M/D/x.parquet",
            "+Y/M/x.parquet",
            "0Y/M/D/x.parquet",
            "Y-M-D/x.parquet",
            "year=Y/month=M/x.parquet",
            "Y/M/D_/07/x.parquet",
            "Y/ M/x.parquet",
            "Y/M/D/*/x.parquet",
            "[0-9][0-9][0-9][0-9]/M/x.parquet");

    private final Random random;
    private final List<Instant> bases = new ArrayList<>();
    final String root;
    final TreeSet<String> relative = new TreeSet<>();
    private final List<String> keys;
    private final ListedKeys store;

    RandomTable(long seed) {
        this.random = new Random(seed);
        this.root = pick(ROOTS);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            bases.add(Instant.parse(pick(BASES)));
        }
        int files = random.nextInt(60);
        for (int i = 0; i < files; i++) {
            relative.add(random.nextInt(5) == 0 ? foreign() : file());
        }
        this.keys = withNeighbours();
        this.store = new ListedKeys(keys);
    }

    ListedKeys store() {
        return store;
    }

    /** All keys: those of the table, and some of its neighbours, which no range may bring up. */
    List<String> keys() {
        return keys;
    }

    private List<String> withNeighbours() {
        List<String> keys =
                new ArrayList<>(relative.stream().map(path -> root + "/" + path).toList());
        keys.add(root + "2/2025/11/25/16/a.parquet");
        keys.add(root + ".parquet");
        keys.add("aa/2025/11/25/16/a.parquet");
        return keys;
    }

    /** Start and end as they were chosen, also the wrong way round. */
    record Bounds(Optional<Instant> start, Optional<Instant> end) {}

    Bounds bounds() {
        return switch (random.nextInt(12)) {
            case 0 -> new Bounds(Optional.empty(), Optional.empty());
            case 1, 2 -> new Bounds(Optional.of(bound()), Optional.empty());
            case 3, 4 -> new Bounds(Optional.empty(), Optional.of(bound()));
            case 5 -> {
                Instant bound = bound();
                yield new Bounds(
                        Optional.of(bound),
                        Optional.of(bound.equals(Instant.MAX) ? bound : bound.plusNanos(random.nextInt(2))));
            }
            default -> {
                Instant a = bound();
                Instant b = bound();
                boolean ordered = random.nextInt(10) > 0;
                yield ordered && b.isBefore(a)
                        ? new Bounds(Optional.of(b), Optional.of(a))
                        : new Bounds(Optional.of(a), Optional.of(b));
            }
        };
    }

    Instant anyInstant() {
        return Instant.ofEpochSecond(
                random.nextLong(-100_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
    }

    long below(long bound) {
        return random.nextLong(bound);
    }

    /** Mostly on or beside a boundary of a unit near the files, where pruners err. */
    private Instant bound() {
        if (random.nextInt(15) == 0) {
            return random.nextInt(6) == 0 ? (random.nextBoolean() ? Instant.MIN : Instant.MAX) : anyInstant();
        }
        LocalDateTime time = near();
        LocalDateTime bound = switch (random.nextInt(5)) {
            case 0 -> time.truncatedTo(ChronoUnit.HOURS);
            case 1 -> time.truncatedTo(ChronoUnit.DAYS);
            case 2 -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case 3 -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> time.withNano(random.nextInt(1_000_000_000));
        };
        return bound.toInstant(ZoneOffset.UTC).plusNanos(random.nextInt(3) - 1);
    }

    private LocalDateTime near() {
        LocalDateTime base = LocalDateTime.ofInstant(pick(bases), ZoneOffset.UTC);
        return switch (random.nextInt(4)) {
            case 0 -> base.plusMinutes(random.nextInt(-300, 300));
            case 1 -> base.plusHours(random.nextInt(-60, 60));
            case 2 -> base.plusDays(random.nextInt(-70, 70));
            default -> base.plusMonths(random.nextInt(-40, 40));
        };
    }

    private LocalDateTime nearInLayout() {
        LocalDateTime time = near();
        while (time.getYear() < 0 || time.getYear() > 9999) {
            time = near();
        }
        return time;
    }

    private String file() {
        LocalDateTime time = nearInLayout();
        String hour = String.format(
                Locale.ROOT,
                "%04d/%02d/%02d/%02d/",
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour());
        return switch (random.nextInt(6)) {
                    case 0 -> hour.substring(0, 8);
                    case 1 -> hour.substring(0, 11);
                    case 2 -> hour + pick(List.of("sub/", "00/", "a/b/"));
                    default -> hour;
                }
                + pick(NAMES);
    }

    private String foreign() {
        LocalDateTime time = nearInLayout();
        return pick(FOREIGN)
                .replace("Y", String.format(Locale.ROOT, "%04d", time.getYear()))
                .replace("M", String.format(Locale.ROOT, "%02d", time.getMonthValue()))
                .replace("D", String.format(Locale.ROOT, "%02d", time.getDayOfMonth()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
