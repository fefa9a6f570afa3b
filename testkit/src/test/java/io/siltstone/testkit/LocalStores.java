package io.siltstone.testkit;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores in directories of their own below a temporary one. */
final class LocalStores {

    private LocalStores() {}

    static ConfigFixture.Recipe below(Path folder, UnaryOperator<BackendConfig> over) throws IOException {
        Path root = Files.createTempDirectory(folder, "store");
        return ConfigFixture.of(over.apply(LocalConfig.of(root)))
                .withKeyConflicts()
                .withPersistence()
                .withLoss(() -> remove(root));
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
