package io.siltstone.duckdb.query;

import java.util.List;
import java.util.Random;

/** Conditions on the time of the tables of {@link BoundaryStore}, random and repeatable. */
final class RandomConditions {

    private static final List<String> TABLES =
            List.of("db.m", "db.m", "db.m", "db.z", "db.ns", "db.dd", "db.ep", "db.ms", "db.s");

    private static final List<String> TIMES = List.of(
            "1812-06-24 01:00:00",
            "1969-12-31 23:59:59.999999",
            "1970-01-01",
            "2019-05-05",
            "2022-07-01",
            "2023-12-01",
            "2023-12-31 23:59:59.999999",
            "2024-01-01",
            "2024-01-01 00:59:59.999999",
            "2024-01-01 01:00:00",
            "2024-01-01 01:00:00.5",
            "2024-01-01 23:59:59.999999",
            "2024-01-02",
            "2024-01-02 00:30:00",
            "2024-01-03",
            "2024-01-03 06:00:00",
            "2024-01-05",
            "2024-01-08 18:00:00",
            "2024-02-01",
            "2024-02-29 23:59:59",
            "2024-03-01",
            "2024-06-30 23:59:59.5",
            "2200-02-28 10:00:00");

    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

    private static final List<String> UNITS = List.of("hour", "day", "week", "month", "year");

    private final Random random;

    RandomConditions(Random random) {
        this.random = random;
    }

    /**
     * A random query.
     *
     * @param table which table
     * @param condition what stands behind WHERE
     */
    record Query(String table, String condition) {}

    Query next() {
        String table = pick(TABLES);
        return new Query(table, condition(table, 1 + random.nextInt(3)));
    }

    /** A condition on {@code t} and {@code v}, of so many levels. */
    String condition(String table, int depth) {
        if (depth == 0) {
            return comparison(table);
        }
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> "(" + condition(table, depth - 1) + " AND " + condition(table, depth - 1) + ")";
            case 3, 4 -> "(" + condition(table, depth - 1) + " OR " + condition(table, depth - 1) + ")";
            case 5 -> "NOT (" + condition(table, depth - 1) + ")";
            default -> comparison(table);
        };
    }

    private String comparison(String table) {
        String a = constant(table);
        String b = constant(table);
        return switch (random.nextInt(table.equals("db.ep") ? 6 : 11)) {
            case 0 -> "t BETWEEN " + a + " AND " + b;
            case 1 -> "t IN (" + a + ", " + b + ")";
            case 2 -> a + " " + pick(COMPARISONS) + " t";
            case 3 -> "v " + pick(COMPARISONS) + " " + random.nextInt(300);
            case 4 -> "t " + pick(COMPARISONS) + " " + a + (random.nextBoolean() ? " OR t IS NULL" : "");
            case 6 -> "date_trunc('" + pick(UNITS) + "', t) " + pick(COMPARISONS) + " " + a;
            case 7 -> "t::DATE " + pick(COMPARISONS) + " " + a + "::DATE";
            case 8 -> "t + INTERVAL " + random.nextInt(50) + " HOUR " + pick(COMPARISONS) + " " + a;
            case 9 -> "year(t) " + pick(COMPARISONS) + " " + (2022 + random.nextInt(4));
            default -> "t " + pick(COMPARISONS) + " " + a;
        };
    }

    private String constant(String table) {
        String time = pick(TIMES);
        if (table.equals("db.ep")) {
            return "floor(epoch(TIMESTAMP '" + time + "'))::BIGINT";
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(TIMESTAMP '" + time + "' + INTERVAL (" + (random.nextInt(3) - 1) + ") MICROSECOND)";
            case 1 -> (table.equals("db.ns") ? "TIMESTAMP '" : "TIMESTAMPTZ '") + time + "'";
            case 2 -> "TIMESTAMP '" + time + "'";
            default -> "'" + time + "'::" + (table.equals("db.dd") ? "DATE" : "TIMESTAMP");
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
