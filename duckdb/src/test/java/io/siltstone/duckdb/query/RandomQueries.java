package io.siltstone.duckdb.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Whole queries over the tables of {@link BoundaryStore}, random and repeatable: conditions at every place that SQL has for
 * them, of which some may narrow what is read and some must not. Each query has the same rows in each run, in some order.
 */
final class RandomQueries {

    private static final List<String> TABLES = List.of("db.m", "db.m", "db.z", "db.ns", "db.dd", "db.ms", "db.s");
    private static final List<String> JOINS = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    private static final Pattern COLUMN = Pattern.compile("\\b([tv])\\b(?!')");

    private final Random random;
    private final RandomConditions conditions;
    private int aliases;

    RandomQueries(Random random) {
        this.random = random;
        this.conditions = new RandomConditions(random);
    }

    String next() {
        aliases = 0;
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> join();
            case 3 -> halfJoin();
            case 4 -> exists();
            case 5 -> in();
            case 6 -> scalar();
            case 7 -> setOperation();
            case 8 -> window();
            case 9 -> qualify();
            case 10 -> having();
            case 11 -> filter();
            case 12 -> lateral();
            case 13 -> latest();
            case 14 -> distinct();
            default -> asOf();
        };
    }

    /** A table, or rows of one, under a name of its own. */
    private record From(String table, String sql, String alias) {
        String in(String condition) {
            return COLUMN.matcher(condition).replaceAll(alias + ".$1");
        }
    }

    private From from() {
        return from(pick(TABLES));
    }

    private From from(String table) {
        String alias = "x" + aliases++;
        String rows = switch (random.nextInt(6)) {
            case 0 -> "(SELECT t, v FROM " + table + " WHERE " + condition(table) + ")";
            case 1 ->
                "(SELECT t, v FROM " + table + " WHERE " + condition(table) + " UNION ALL SELECT t, v FROM " + table
                        + " WHERE " + condition(table) + ")";
            case 2 -> "(WITH c AS (SELECT * FROM " + table + ") SELECT t, v FROM c WHERE " + condition(table) + ")";
            default -> table;
        };
        return new From(table, rows + " " + alias, alias);
    }

    private String condition(String table) {
        return conditions.condition(table, 1 + random.nextInt(2));
    }

    private String condition(From from) {
        return from.in(condition(from.table()));
    }

    /** What is true of few pairs of rows, so that a join stays small. */
    private String same(From a, From b) {
        return random.nextBoolean()
                ? a.alias() + ".v = " + b.alias() + ".v"
                : a.alias() + ".t::TIMESTAMP::DATE = " + b.alias() + ".t::TIMESTAMP::DATE";
    }

    private String counts(From... sources) {
        List<String> counts = new ArrayList<>(List.of("count(*)"));
        for (From source : sources) {
            counts.add("sum(" + source.alias() + ".v), count(" + source.alias() + ".t), min(" + source.alias()
                    + ".t::TIMESTAMP)::VARCHAR, max(" + source.alias() + ".t::TIMESTAMP)::VARCHAR");
        }
        return "SELECT " + String.join(", ", counts);
    }

    private String join() {
        From a = from();
        From b = from();
        String on = same(a, b) + (random.nextBoolean() ? " AND " + condition(pick(List.of(a, b))) : "");
        return counts(a, b) + " FROM " + a.sql() + " " + pick(JOINS) + " " + b.sql() + " ON " + on + " WHERE "
                + condition(a) + pick(List.of(" AND ", " OR ")) + condition(b);
    }

    private String halfJoin() {
        From a = from();
        From b = from();
        return counts(a) + " FROM " + a.sql() + pick(List.of(" SEMI JOIN ", " ANTI JOIN ")) + b.sql() + " ON "
                + same(a, b) + " AND " + condition(pick(List.of(a, b))) + " WHERE " + condition(a);
    }

    private String exists() {
        From a = from();
        From b = from();
        return counts(a) + " FROM " + a.sql() + " WHERE " + condition(a) + pick(List.of(" AND ", " OR "))
                + pick(List.of("", "NOT ")) + "EXISTS (SELECT 1 FROM " + b.sql() + " WHERE " + same(a, b) + " AND "
                + condition(pick(List.of(a, b))) + ")";
    }

    private String in() {
        String table = pick(TABLES);
        From a = from(table);
        From b = from(table);
        return counts(a) + " FROM " + a.sql() + " WHERE " + a.alias() + ".t " + pick(List.of("", "NOT "))
                + "IN (SELECT "
                + b.alias() + ".t FROM " + b.sql() + " WHERE " + b.alias() + ".t IS NOT NULL AND " + condition(b) + ")"
                + pick(List.of(" AND ", " OR ")) + condition(a);
    }

    private String scalar() {
        String table = pick(TABLES);
        From a = from(table);
        From b = from(table);
        return counts(a) + " FROM " + a.sql() + " WHERE " + a.alias() + ".t " + pick(List.of("<", "<=", "=", ">=", ">"))
                + " (SELECT " + pick(List.of("min", "max")) + "(" + b.alias() + ".t) FROM " + b.sql() + " WHERE "
                + condition(b) + (random.nextBoolean() ? " AND " + same(a, b) : "") + ")";
    }

    private String setOperation() {
        String table = pick(TABLES);
        From a = from(table);
        From b = from(table);
        return "SELECT count(*), sum(v), min(t)::VARCHAR, max(t)::VARCHAR FROM (SELECT " + a.alias() + ".t, "
                + a.alias() + ".v FROM " + a.sql() + " WHERE " + condition(a)
                + pick(List.of(" UNION ALL ", " UNION ", " EXCEPT ", " INTERSECT ", " EXCEPT ALL ", " INTERSECT ALL "))
                + "SELECT " + b.alias() + ".t, " + b.alias() + ".v FROM " + b.sql() + " WHERE " + condition(b)
                + ") WHERE " + condition(table);
    }

    /** What a window has counted, no condition outside of it may take away. */
    private String window() {
        From a = from();
        return "SELECT count(*), sum(r), sum(l) FROM (SELECT t, v, row_number() OVER (ORDER BY t NULLS LAST, v) AS r,"
                + " lag(v) OVER (ORDER BY t NULLS LAST, v) AS l FROM " + a.sql() + ") WHERE " + condition(a.table());
    }

    private String qualify() {
        From a = from();
        return "SELECT t::VARCHAR, v FROM " + a.sql() + " WHERE " + condition(a)
                + " QUALIFY row_number() OVER (PARTITION BY date_trunc('day', t) ORDER BY t DESC, v) "
                + pick(List.of("= 1", "<= 2", "> 1")) + (random.nextBoolean() ? " AND " + condition(a) : "");
    }

    private String having() {
        From a = from();
        return "SELECT date_trunc('" + pick(List.of("hour", "day", "month"))
                + "', t)::VARCHAR AS b, count(*), sum(v) FROM "
                + a.sql() + " WHERE " + condition(a) + " GROUP BY ALL HAVING "
                + COLUMN.matcher(condition(a.table()))
                        .replaceAll(found -> found.group(1).equals("t") ? "min(t)" : "sum(v)");
    }

    private String filter() {
        From a = from();
        return "SELECT count(*) FILTER (WHERE " + condition(a) + "), sum(CASE WHEN " + condition(a)
                + " THEN v END), count(*) FROM " + a.sql() + (random.nextBoolean() ? " WHERE " + condition(a) : "");
    }

    private String lateral() {
        From a = from();
        From b = from();
        return "SELECT count(*), sum(rows_found), sum(total) FROM " + a.sql()
                + ", LATERAL (SELECT count(*) AS rows_found, sum(" + b.alias()
                + ".v) AS total FROM " + b.sql() + " WHERE " + same(a, b) + " AND " + condition(b) + ") WHERE "
                + condition(a);
    }

    /** A limit is of the rows before the condition outside of it. */
    private String latest() {
        From a = from();
        return "SELECT count(*), sum(v), min(t)::VARCHAR FROM (SELECT t, v FROM " + a.sql() + " WHERE " + condition(a)
                + " ORDER BY t " + pick(List.of("", "DESC ")) + "NULLS LAST, v LIMIT " + (1 + random.nextInt(20))
                + ") WHERE " + condition(a.table());
    }

    private String distinct() {
        From a = from();
        return "SELECT * FROM (SELECT DISTINCT ON (date_trunc('month', t)) t::VARCHAR AS s, t, v FROM " + a.sql()
                + (random.nextBoolean() ? " WHERE " + condition(a) : "") + " ORDER BY t DESC NULLS LAST, v) WHERE "
                + condition(a.table());
    }

    private String asOf() {
        From a = from();
        From b = from();
        return counts(a) + ", max(" + b.alias() + ".t::TIMESTAMP)::VARCHAR FROM " + a.sql() + " ASOF "
                + pick(List.of("", "LEFT ")) + "JOIN " + b.sql() + " ON " + a.alias() + ".t::TIMESTAMP >= " + b.alias()
                + ".t::TIMESTAMP WHERE " + condition(a) + (random.nextBoolean() ? " AND " + condition(b) : "");
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
