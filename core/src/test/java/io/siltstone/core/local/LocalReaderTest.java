package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalReaderTest {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    @Test
    void anObjectThatIsReplacedWhileItIsOpenedIsOneVersionOrTheOther() throws IOException {
        store.write("a", "old", WriteOptions.DEFAULT.withMetadata(Map.of("v", "old")));
        for (String step : new String[] {"read a", "attributes a"}) {
            AtomicInteger times = new AtomicInteger();
            store.ops().script(taken -> {
                if (taken.equals(step) && times.getAndIncrement() < 2) {
                    replace("a", "new" + times);
                }
            });
            if (step.startsWith("read")) {
                try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
                    assertThat(content.stream().readAllBytes())
                            .hasSize((int) content.info().sizeBytes());
                }
            } else {
                ObjectStat stat = store.backend().stat(TestStore.key("a")).orElseThrow();
                assertThat(stat.metadata()).isEmpty();
            }
            assertThat(times).hasValue(3);
        }
    }

    @Test
    void anObjectThatIsReplacedAgainAndAgainEndsInAnErrorThatMayBeRepeated() throws IOException {
        store.write("a", "old");
        AtomicInteger times = new AtomicInteger();
        store.ops().script(step -> {
            if (step.equals("read a")) {
                replace("a", "new" + times.getAndIncrement());
            }
        });
        assertThatThrownBy(() -> store.read("a"))
                .isInstanceOf(StorageException.class)
                .satisfies(e -> assertThat(((StorageException) e).isRetryable()).isTrue());
        assertThat(times).hasValue(8);
    }

    private void replace(String name, String content) throws IOException {
        Path other = Files.writeString(directory.resolve("other"), content);
        Files.move(other, store.root().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void whoHoldsAVersionKeepsIt() throws IOException {
        store.write("a", "old");
        try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
            store.write("a", "new");
            store.backend().delete(TestStore.key("a"), java.util.Optional.empty());
            assertThat(content.stream().readAllBytes()).asString().isEqualTo("old");
        }
    }

    @Test
    void aFileThatOthersCutIsNoShorterObject() throws IOException {
        store.write("a", "0123456789");
        try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
            Files.writeString(store.root().resolve("a"), "0123", StandardOpenOption.TRUNCATE_EXISTING);
            assertThatThrownBy(() -> content.stream().readAllBytes()).isInstanceOf(IntegrityException.class);
        }
    }

    @Test
    void anErrorOfTheDeviceIsTyped() throws IOException {
        store.write("a", "content");
        store.ops().failOnce("read-bytes a", new IOException("Input/output error"));
        try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
            assertThatThrownBy(() -> content.stream().read()).isInstanceOf(BackendFailureException.class);
        }
    }

    @Test
    void aLookThatFailsLeavesNoFileOpen() throws IOException {
        assumeTrue(Files.exists(OPEN_FILES), "the platform does not show which files are open");
        store.write("a", "content");
        long before = openFiles();
        for (String step : new String[] {"read a", "attributes a", "transfer a"}) {
            store.ops().failOnce(step, new IOException("Input/output error"));
            assertThatThrownBy(() -> store.backend().copy(TestStore.key("a"), TestStore.key("b"), CopyOptions.DEFAULT))
                    .isInstanceOf(BackendFailureException.class);
        }
        ReadOptions past = ReadOptions.range(ByteRange.from(7));
        assertThatThrownBy(() -> store.backend().read(TestStore.key("a"), past))
                .isInstanceOf(InvalidRangeException.class);
        ReadOptions other = ReadOptions.ALL.withVersion("other");
        assertThatThrownBy(() -> store.backend().read(TestStore.key("a"), other))
                .isInstanceOf(ChangedDuringReadException.class);

        assertThat(openFiles()).isEqualTo(before);
    }

    /** Without directories: some of those that were used stay open. */
    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.filter(file -> !Files.isDirectory(file)).count();
        }
    }

    @Test
    void anInterruptEndsAReadAndStays() throws IOException {
        store.write("a", "content");
        try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> content.stream().read()).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aVersionIsAFileItsTimeAndItsSize() throws IOException {
        String before = store.write("a", "content").version().orElseThrow();
        Files.writeString(store.root().resolve("a"), "CONTENT");
        String after = store.backend()
                .stat(TestStore.key("a"))
                .orElseThrow()
                .info()
                .version()
                .orElseThrow();
        assertThat(after).isNotEqualTo(before).matches("[0-9a-f]+-[0-9a-f]+-7");
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsTheObjectThatWasOpened() throws IOException {
        store.write("a", "0123456789");
        try (ObjectContent content = store.backend().read(TestStore.key("a"), ReadOptions.ALL)) {
            Files.writeString(store.root().resolve("a"), "more", StandardOpenOption.APPEND);
            assertThat(content.stream().readAllBytes()).asString().isEqualTo("0123456789");
        }
        assertThat(store.read("a")).isEqualTo("0123456789more");
    }

    @Test
    void theHolesOfAFileAreZerosInAReadAndInACopy() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(store.root().resolve("a").toFile(), "rw")) {
            sparse.setLength(20L << 20);
            sparse.seek(10L << 20);
            sparse.write('x');
        }
        store.backend().copy(TestStore.key("a"), TestStore.key("b"), CopyOptions.DEFAULT);
        for (String key : new String[] {"a", "b"}) {
            try (ObjectContent content = store.backend().read(TestStore.key(key), ReadOptions.ALL)) {
                byte[] bytes = content.stream().readAllBytes();
                assertThat(bytes).hasSize(20 << 20);
                assertThat(bytes[10 << 20]).isEqualTo((byte) 'x');
                bytes[10 << 20] = 0;
                assertThat(bytes).containsOnly(0);
            }
        }
    }
}
