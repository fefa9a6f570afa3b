package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Exchanges a directory and a symbolic link as fast as it can until it is stopped; then both are where they were. */
interface SymlinkSwapper {

    /** Ends it; how often it exchanged them. */
    long stop() throws IOException, InterruptedException;

    /** A program of another process, which does it in one step of the kernel. */
    static SymlinkSwapper process(Path program, Path directory, Path link) throws IOException {
        Process process = new ProcessBuilder(program.toString(), directory.toString(), link.toString()).start();
        return () -> {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(error).isZero();
            return Long.parseLong(printed.strip());
        };
    }

    /** The compiled program; null where there is no compiler. */
    static @Nullable Path compile(Path into) throws IOException, InterruptedException {
        Path source = into.resolve("swap.c");
        try (InputStream text = SymlinkSwapper.class.getResourceAsStream("swap.c")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        Path program = into.resolve("swap");
        try {
            Process compiler = new ProcessBuilder(List.of("gcc", "-O1", "-o", program.toString(), source.toString()))
                    .inheritIO()
                    .start();
            return compiler.waitFor() == 0 ? program : null;
        } catch (IOException noCompiler) {
            return null;
        }
    }

    /** A thread of this process; for a moment of each exchange there is nothing under the directory's name. */
    static SymlinkSwapper thread(Path directory, Path link) {
        RenameDance dance = new RenameDance(directory, link);
        Thread thread = new Thread(dance, "swapper");
        thread.start();
        return () -> {
            dance.stop();
            thread.join();
            return dance.swaps.get();
        };
    }

    /** Renames in turn; what someone else makes under a name in the meantime is put out of the way. */
    final class RenameDance implements Runnable {

        private final Path directory;
        private final Path link;
        private final Path parkedDirectory;
        private final Path parkedLink;
        private final AtomicLong swaps = new AtomicLong();
        private volatile boolean stopped;

        RenameDance(Path directory, Path link) {
            this.directory = directory;
            this.link = link;
            this.parkedDirectory = link.resolveSibling("parked-directory");
            this.parkedLink = link.resolveSibling("parked-link");
        }

        void stop() {
            stopped = true;
        }

        @Override
        public void run() {
            while (!stopped) {
                rename(directory, parkedDirectory);
                rename(link, directory);
                rename(directory, parkedLink);
                rename(parkedDirectory, directory);
                rename(parkedLink, link);
                swaps.incrementAndGet();
            }
        }

        private void rename(Path from, Path to) {
            for (int junk = 0; !from.toFile().renameTo(to.toFile()); junk++) {
                to.toFile()
                        .renameTo(to.resolveSibling("junk-" + swaps.get() + '-' + junk)
                                .toFile());
            }
        }
    }
}
