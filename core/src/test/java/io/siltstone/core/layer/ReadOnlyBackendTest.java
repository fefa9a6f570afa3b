package io.siltstone.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class ReadOnlyBackendTest {

    private final Backend memory = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system());
    private final Storage readOnly = Storage.of(new ReadOnlyBackend(memory));

    @Test
    void aSourceIsNotEvenOpened() {
        AtomicBoolean opened = new AtomicBoolean();
        Source source = Source.replayable(() -> {
            opened.set(true);
            return Source.bytes(new byte[0]).open();
        });
        assertThatThrownBy(() -> readOnly.write("a", source, WriteOptions.DEFAULT))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("write mem://test key=`a`: the store is read-only");
        assertThat(opened).isFalse();
    }

    @Test
    void pinnedReadsAreKept() {
        assertThat(readOnly.capabilities().supported()).containsExactly(Capability.READ_VERSION);
    }

    @Test
    void aSweepIsToldOnly() throws Exception {
        assertThat(readOnly.sweep(SweepRequest.DEFAULT.asDryRun()).items()).isEmpty();
        assertThatThrownBy(() -> readOnly.sweep(SweepRequest.DEFAULT)).isInstanceOf(UnsupportedException.class);
    }
}
