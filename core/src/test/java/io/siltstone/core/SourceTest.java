package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotReplayableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTest {

    @Test
    void aReplayableSourceIsOpenedAnewEachTime() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        Source source = Source.replayable(3, () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[] {1, 2, 3});
        });
        assertThat(source.open().readAllBytes()).containsExactly(1, 2, 3);
        assertThat(source.open().readAllBytes()).containsExactly(1, 2, 3);
        assertThat(opened).hasValue(2);
        assertThat(source).isInstanceOf(Source.Replayable.class);
    }

    @Test
    void aOneShotSourceIsOpenedOnce() throws Exception {
        Source source = Source.once(new ByteArrayInputStream(new byte[] {1}));
        assertThat(source.open().readAllBytes()).containsExactly(1);
        assertThatThrownBy(source::open).isInstanceOf(NotReplayableException.class);
    }

    @Test
    void fewerBytesThanDeclaredAreAnErrorAtTheEnd() throws Exception {
        InputStream stream =
                Source.once(4, new ByteArrayInputStream(new byte[3])).open();
        assertThat(stream.readNBytes(3)).hasSize(3);
        assertThatThrownBy(stream::read).isInstanceOf(IntegrityException.class).hasMessageContaining("3 of 4");
    }

    @Test
    void moreBytesThanDeclaredAreAnError() {
        Source bulk = Source.replayable(2, () -> new ByteArrayInputStream(new byte[3]));
        assertThatThrownBy(() -> bulk.open().readAllBytes()).isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> {
                    InputStream single = bulk.open();
                    while (single.read() >= 0) {
                        assertThat(single.markSupported()).isFalse();
                    }
                })
                .isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> Source.once(0, new ByteArrayInputStream(new byte[1]))
                        .open()
                        .read())
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void skippedBytesCount() throws Exception {
        InputStream exact = Source.bytes(new byte[5]).open();
        assertThat(exact.skip(100)).isEqualTo(5);
        assertThat(exact.read()).isEqualTo(-1);
        InputStream missing =
                Source.once(6, new ByteArrayInputStream(new byte[5])).open();
        assertThat(missing.skip(5)).isEqualTo(5);
        assertThatThrownBy(missing::read).isInstanceOf(IntegrityException.class);
    }

    @Test
    void aSizeOfZeroIsNoUnknownSize() throws Exception {
        assertThat(Source.bytes(new byte[0]).sizeBytes()).isEqualTo(OptionalLong.of(0));
        assertThat(Source.bytes(new byte[0]).open().read()).isEqualTo(-1);
        assertThat(Source.once(InputStream.nullInputStream()).sizeBytes()).isEmpty();
        assertThat(Source.replayable(InputStream::nullInputStream).sizeBytes()).isEmpty();
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> Source.once(-1, InputStream.nullInputStream()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Source.replayable(Long.MIN_VALUE, InputStream::nullInputStream))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheStreamThrowsComesOutUnchanged() {
        IOException thrown = new IOException("broken");
        Source source = Source.replayable(1, () -> {
            throw thrown;
        });
        assertThatThrownBy(source::open).isSameAs(thrown);
    }

    @Test
    void aFileThatGrewOrShrankIsNoticed(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[10]);
        Source source = Source.file(file);
        assertThat(source.open().readAllBytes()).hasSize(10);
        Files.write(file, new byte[11]);
        assertThatThrownBy(() -> source.open().readAllBytes()).isInstanceOf(IntegrityException.class);
        Files.write(file, new byte[9]);
        assertThatThrownBy(() -> source.open().readAllBytes()).isInstanceOf(IntegrityException.class);
    }
}
