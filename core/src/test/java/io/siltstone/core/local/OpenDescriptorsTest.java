package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenDescriptorsTest {

    private static final int ROUNDS = 2_000;
    private static final int HELD = 100;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsLinux() throws IOException {
        folder = folder.toRealPath();
        assumeTrue(OpenDescriptors.areShown(folder.getFileSystem()), "the platform shows no open files");
    }

    @Test
    void anOpenDirectoryIsFoundAndAnotherOneIsNot() throws Exception {
        OpenDescriptors descriptors = new OpenDescriptors(folder.getFileSystem());
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            assertThat(descriptors.path(open, folder))
                    .hasValueSatisfying(path -> assertThat(path.resolve(".")).isDirectory());
            assertThat(descriptors.path(open, folder.resolve("other"))).isEmpty();
        }
    }

    @Test
    void aNumberThatWasFreeAndHasAnotherUseByNowIsPassedOver() throws Exception {
        OpenDescriptors descriptors = new OpenDescriptors(folder.getFileSystem());
        try (FileChannel other = FileChannel.open(folder, StandardOpenOption.READ);
                FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            Path used = descriptors.path(other, folder).orElseThrow();
            descriptors.freed(used);
            assertThat(descriptors.path(open, folder)).isPresent().get().isNotEqualTo(used);
        }
    }

    @Test
    void aNumberThatAFileHadForAWhileIsFoundWithFewLooks() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        OpenDescriptors descriptors = new OpenDescriptors(folder.getFileSystem(), link -> {
            looks.incrementAndGet();
            return Files.readSymbolicLink(link);
        });
        Path file = Files.createFile(folder.resolve("file"));
        Deque<FileChannel> held = new ArrayDeque<>();
        Deque<Path> links = new ArrayDeque<>();
        try {
            for (int i = 0; i < HELD; i++) {
                hold(descriptors, held, links);
            }
            looks.set(0);
            for (int i = 0; i < HELD; i++) {
                descriptors.freed(links.remove());
                held.remove().close();
                FileChannel written = FileChannel.open(file, StandardOpenOption.READ);
                hold(descriptors, held, links);
                written.close();
                hold(descriptors, held, links);
            }
            assertThat(looks.get()).as("looks").isLessThan(HELD * 20);
        } finally {
            for (FileChannel each : held) {
                each.close();
            }
        }
    }

    private void hold(OpenDescriptors descriptors, Deque<FileChannel> held, Deque<Path> links) throws IOException {
        FileChannel open = FileChannel.open(folder, StandardOpenOption.READ);
        held.add(open);
        links.add(descriptors.path(open, folder).orElseThrow());
    }

    @Test
    void othersThatOpenAndCloseTheSameDirectoryDoNotDisturb() throws Exception {
        OpenDescriptors descriptors = new OpenDescriptors(folder.getFileSystem());
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = others.submit(openAndCloseUntil(done));
            Future<?> second = others.submit(openAndCloseUntil(done));
            for (int i = 0; i < ROUNDS; i++) {
                try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
                    assertThat(descriptors.path(open, folder)).isPresent();
                }
            }
            done.set(true);
            first.get();
            second.get();
        } finally {
            done.set(true);
            others.shutdown();
        }
    }

    private Callable<Path> openAndCloseUntil(AtomicBoolean done) {
        return () -> {
            while (!done.get()) {
                FileChannel.open(folder, StandardOpenOption.READ).close();
            }
            return folder;
        };
    }
}
