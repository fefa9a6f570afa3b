package io.siltstone.duckdb.query;

import io.siltstone.core.layout.PartitionUnit;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One table for each type of time, its files at all depths of the layout and beside it. Every partition has rows at its
 * first and last moment; there are rows long before 1970 and in centuries to come, and none near the present, so that
 * {@code now()} divides them alike in two runs.
 */
final class BoundaryStore {

    private static final String INSTANTS = """
            SELECT DISTINCT us FROM (
                SELECT epoch_us(h) + delta AS us
                FROM range(TIMESTAMP '2023-12-30', TIMESTAMP '2024-01-09', INTERVAL 6 HOUR) hours(h), (VALUES (0), (-1)) d(delta)
                UNION ALL
                SELECT epoch_us(TIMESTAMP '2024-01-01') + k * 3600000000 + delta
                FROM range(26) steps(k), (VALUES (0), (-1), (1800000000), (500000)) d(delta)
                UNION ALL
                SELECT epoch_us(t) FROM (VALUES
                    (TIMESTAMP '1969-12-31 23:59:59.999999'), (TIMESTAMP '1970-01-01'), (TIMESTAMP '1812-06-24 01:00:00'),
                    (TIMESTAMP '2019-05-05 05:05:05'), (TIMESTAMP '2022-07-01'), (TIMESTAMP '2023-12-01'),
                    (TIMESTAMP '2023-12-14 12:00:00'), (TIMESTAMP '2024-02-01'), (TIMESTAMP '2024-02-29 23:59:59'),
                    (TIMESTAMP '2024-03-01'), (TIMESTAMP '2024-05-01'), (TIMESTAMP '2024-06-30 23:59:59.5'),
                    (TIMESTAMP '2200-02-28 10:00:00')) far(t))
            """;

    private BoundaryStore() {}

    static void write(TestTables tables) throws SQLException, IOException {
        tables.run("CREATE TABLE instants AS SELECT us, row_number() OVER (ORDER BY us) AS n FROM (" + INSTANTS + ")");
        String m = "SELECT 'h' || (n % 8) AS host, (n * 37 % 101)::DOUBLE AS v, make_timestamp(us) AS t,"
                + " make_timestamp(us) + INTERVAL (n % 5) HOUR AS end_time, make_timestamp(us)::DATE AS d, n::BIGINT AS n"
                + " FROM instants";
        layout(tables, "db.m", "timestamp_us", m, "epoch_us(t)", 1_000_000);
        // What stands beside the layout may hold any time, null included.
        tables.put("db.m", "stray.parquet", named("timestamp_us"), m + " WHERE n % 17 = 3");
        tables.put(
                "db.m",
                "backup/2001/01/01/00/old.parquet",
                named("timestamp_us"),
                "SELECT * REPLACE (CASE WHEN n % 2 = 0 THEN t END AS t) FROM (" + m + ") WHERE n % 23 = 4");
        String z = "SELECT 'h' || (n % 8) AS host, make_timestamp(us)::TIMESTAMPTZ AS t, n::DOUBLE AS v FROM instants";
        layout(tables, "db.z", "timestamptz", z, "epoch_us(t)", 1_000_000);
        String ns = "SELECT make_timestamp_ns(us * 1000 + CASE WHEN n % 2 = 0 THEN 999 ELSE 0 END) AS t, n::DOUBLE AS v"
                + " FROM instants WHERE us > -4e15";
        layout(tables, "db.ns", "timestamp_ns", ns, "epoch_ns(t)", 1_000_000_000);
        layout(tables, "db.ms", "timestamp_ms", typed("make_timestamp(us)::TIMESTAMP_MS"), "epoch_ms(t)", 1_000);
        layout(
                tables,
                "db.s",
                "timestamp_s",
                typed("date_trunc('second', make_timestamp(us))"),
                "epoch_us(t)",
                1_000_000);
        layout(tables, "db.dd", "date", typed("make_timestamp(us)::DATE"), "epoch(t)::BIGINT", 1);
        layout(tables, "db.ep", "epoch_s", typed("floor(us / 1e6)::BIGINT"), "t", 1);
        tables.readWhole();
    }

    private static String typed(String time) {
        return "SELECT " + time + " AS t, n::DOUBLE AS v FROM instants";
    }

    private static String named(String unit) {
        return "'siltstone.time-column': 't', 'siltstone.time-unit': '" + unit + "'";
    }

    private static void layout(TestTables tables, String table, String unit, String rows, String count, long perSecond)
            throws SQLException, IOException {
        String metadata = named(unit);
        for (String month : List.of("2022-07", "2023-12", "2024-02", "2024-05", "2024-06", "2200-02", "1969-12")) {
            tables.partition(table, PartitionUnit.MONTH, month + "-01T00:00:00Z", metadata, rows, count, perSecond);
        }
        for (String day : List.of("1812-06-24", "1970-01-01", "2019-05-05", "2024-03-01")) {
            tables.partition(table, PartitionUnit.DAY, day + "T00:00:00Z", metadata, rows, count, perSecond);
        }
        for (int day = 3; day <= 8; day++) {
            tables.partition(
                    table, PartitionUnit.DAY, "2024-01-0" + day + "T00:00:00Z", metadata, rows, count, perSecond);
        }
        for (int hour = 0; hour < 48; hour++) {
            String start = String.format("2024-01-%02dT%02d:00:00Z", 1 + hour / 24, hour % 24);
            tables.partition(table, PartitionUnit.HOUR, start, metadata, rows, count, perSecond);
        }
    }
}
