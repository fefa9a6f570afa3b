package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store with the measurement {@code weather.hourly}: the hours of three days, without the hours 3 and 4 of the second. */
final class WeatherStore {

    private WeatherStore() {}

    /** Makes the store in a directory of its own below the one given; 70 files of 6 rows each. */
    static Path in(Path directory) throws IOException {
        Path store = directory.resolve("weather");
        StringBuilder rows = new StringBuilder("time,temp\n");
        for (int day = 1; day <= 3; day++) {
            for (int hour = 0; hour < 24; hour++) {
                for (int i = 0; i < 6 && (day != 2 || hour < 3 || hour > 4); i++) {
                    rows.append(String.format("2025-11-%02d %02d:%d0:00,%d.0%n", day, hour, i, i));
                }
            }
        }
        Path csv = Files.writeString(directory.resolve("weather.csv"), rows);
        Run.Result result = Run.on(store)
                .of("import", csv.toString(), "--to", "weather.hourly", "--time", "time", "--durability", "none");
        assertThat(result.code()).as(result.err()).isZero();
        return store;
    }
}
