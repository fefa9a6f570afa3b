package io.siltstone.benchmarks;

import io.siltstone.core.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The calls of {@code java.nio} that a safe write needs, and nothing around them: no checks, no locks, no conditions. */
final class BareWrites {

    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<java.nio.file.OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    /** As large as the store's: Java copies what it writes, and a copy of 1 MiB falls out of the processor's cache. */
    private static final int PIECE = 128 << 10;

    private final Path staging;
    private final Path directory;
    private final AtomicInteger names = new AtomicInteger();

    BareWrites(Path staging, Path directory) {
        this.staging = staging;
        this.directory = directory;
    }

    /** Stages, writes, forces as the level says, closes, renames, forces the directory where the level says so. */
    void write(byte[] content, Durability level) throws IOException {
        int number = names.incrementAndGet();
        Path staged = staging.resolve("staged-" + number);
        try (FileChannel file = FileChannel.open(staged, NEW, MODE)) {
            for (int from = 0; from < content.length; from += PIECE) {
                ByteBuffer rest = ByteBuffer.wrap(content, from, Math.min(PIECE, content.length - from));
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
            }
            if (level != Durability.NONE) {
                file.force(true);
            }
        }
        Files.move(staged, directory.resolve("part-" + number + ".parquet"), StandardCopyOption.ATOMIC_MOVE);
        if (level == Durability.FULL) {
            try (FileChannel open = FileChannel.open(directory, StandardOpenOption.READ)) {
                open.force(true);
            }
        }
    }

    void clear() throws IOException {
        clear(directory);
    }

    static void clear(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
