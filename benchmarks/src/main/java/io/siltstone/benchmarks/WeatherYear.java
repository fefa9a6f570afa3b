package io.siltstone.benchmarks;

/**
 * Made-up weather of the year 2025, the same in every run: evenly spaced in time and five columns of the kinds that real
 * measurements have.
 */
final class WeatherYear {

    static final String FIRST = "2025-01-01";
    private static final long MICROS = 365L * 24 * 60 * 60 * 1_000_000;

    private WeatherYear() {}

    /** A query that gives so many rows, in the order of time. */
    static String query(long rows) {
        return "SELECT TIMESTAMP '" + FIRST + "' + to_microseconds((i::HUGEINT * " + MICROS + " // " + rows
                + ")::BIGINT) AS time, 'station-' || (hash(i) % 20)::VARCHAR AS station, "
                + "round(12 + 10 * sin(i / " + rows + ".0 * 6.28) + (hash(i + 1) % 1000) / 200.0, 2) AS temperature, "
                + "round(40 + (hash(i + 2) % 6000) / 100.0, 1) AS humidity, "
                + "(hash(i + 3) % 360)::INTEGER AS wind_direction FROM range(" + rows + ") AS series(i)";
    }
}
