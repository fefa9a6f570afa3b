package io.siltstone.testkit;

import io.siltstone.core.Durability;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores in directories of their own below a temporary one. */
final class LocalStores {

    private LocalStores() {}

    /** Over a store that forces nothing, which the layers above cannot tell. */
    static ConfigFixture.Recipe below(Path folder, UnaryOperator<BackendConfig> over) throws IOException {
        return below(folder, Durability.NONE, over);
    }

    static ConfigFixture.Recipe below(Path folder, Durability durability, UnaryOperator<BackendConfig> over)
            throws IOException {
        Path root = Files.createTempDirectory(folder, "store");
        return ConfigFixture.of(over.apply(LocalConfig.of(root).withDurability(durability)))
                .withKeyConflicts()
                .withPersistence()
                .withAging(duration -> age(root.resolve(".siltstone"), duration))
                .withLoss(() -> remove(root));
    }

    /** A file system's clock is not ours to move; what lies there is set back instead. */
    private static void age(Path reserved, Duration duration) throws IOException {
        try (Stream<Path> files = Files.walk(reserved)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                Files.setLastModifiedTime(file, FileTime.from(modified.minus(duration)));
            }
        }
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
