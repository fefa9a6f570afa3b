package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** A store with the measurement {@code weather.hourly}: the hours of three days, without the hours 3 and 4 of the second. */
final class WeatherStore {

    private final Path store;
    private final Path scratch;

    private WeatherStore(Path store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** Makes the store in a directory of its own below the one given. */
    static Path in(Path directory) {
        WeatherStore made = new WeatherStore(directory.resolve("weather"), directory.resolve("part.parquet"));
        for (int day = 1; day <= 3; day++) {
            for (int hour = 0; hour < 24; hour++) {
                if (day != 2 || hour < 3 || hour > 4) {
                    made.put(day, hour);
                }
            }
        }
        return made.store;
    }

    private void put(int day, int hour) {
        String start = String.format("2025-11-%02d %02d:00:00", day, hour);
        Run.Result written = Run.on(store)
                .of(
                        "query",
                        "--store",
                        "mem:none",
                        "--format",
                        "parquet",
                        "-o",
                        scratch.toString(),
                        "SELECT TIMESTAMP '" + start + "' + INTERVAL (i * 10) MINUTE AS time, i::DOUBLE AS temp"
                                + " FROM range(6) t(i)");
        assertThat(written.code()).as(written.err()).isZero();
        String key = String.format("weather/hourly/2025/11/%02d/%02d/a.parquet", day, hour);
        assertThat(Run.on(store)
                        .of("put", "--durability", "none", scratch.toString(), key)
                        .code())
                .isZero();
    }
}
