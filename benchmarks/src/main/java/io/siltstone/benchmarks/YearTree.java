package io.siltstone.benchmarks;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Files of a year, spread over its hours, in the directory of a local store; the n-th of them has always the same key. */
final class YearTree {

    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final int HOURS = 366 * 24;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy/MM/dd/HH", Locale.ROOT);
    private static final byte[] CONTENT = {1, 2, 3, 4};

    private final Path root;
    private final Set<Path> made = new HashSet<>();
    private int files;

    YearTree(Path root) {
        this.root = root;
    }

    int files() {
        return files;
    }

    static long bytesOf(int files) {
        return (long) files * CONTENT.length;
    }

    static ObjectKey key(int number) throws StorageException {
        String hour = HOUR.format(START.plusHours(number % HOURS));
        return ObjectKey.of("weather/observations/" + hour + "/part-" + number / HOURS + ".parquet");
    }

    /** Makes files until there are so many; they are only for listing, reading and removing, and not forced. */
    void growTo(int count) throws IOException {
        for (; files < count; files++) {
            Path file = root.resolve(key(files).value());
            Path directory = file.getParent();
            if (directory != null && made.add(directory)) {
                Files.createDirectories(directory);
            }
            Files.write(file, CONTENT);
        }
    }
}
