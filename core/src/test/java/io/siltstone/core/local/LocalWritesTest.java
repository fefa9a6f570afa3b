package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LocalWritesTest {

    @TempDir
    Path root;

    private LocalBackend backend;

    @BeforeEach
    void open() throws IOException {
        backend = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system());
    }

    @AfterEach
    void close() throws IOException {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, Integer.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void aSourceThatEndsBeforeItsDeclaredSizeIsRefusedHoweverLargeThatIs(long declared) throws IOException {
        ObjectKey key = ObjectKey.of("k");
        Source source = Source.once(declared, new ByteArrayInputStream(new byte[3]));

        assertThatThrownBy(() -> backend.write(key, source, WriteOptions.DEFAULT))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("3 of " + declared);
        assertThat(backend.stat(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LocalLimits.CHUNK_BYTES - 1, LocalLimits.CHUNK_BYTES, LocalLimits.CHUNK_BYTES + 1})
    void aSourceAroundTheSizeOfAChunkIsWrittenWhole(int size) throws IOException {
        ObjectKey key = ObjectKey.of("k");

        assertThat(backend.write(key, Source.bytes(new byte[size]), WriteOptions.DEFAULT)
                        .sizeBytes())
                .isEqualTo(size);
    }
}
