package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ObjectWriterTest {

    @Test
    void bytesAreStagedInOrderAndPublishedOnce() throws Exception {
        Staging writer = new Staging(OptionalLong.of(6));
        writer.write(1);
        writer.write(new byte[] {2, 3});
        writer.write(new byte[] {9, 4, 5, 6, 9}, 1, 3);
        ObjectInfo info = writer.commit();
        assertThat(writer.staged.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(writer.commit()).isSameAs(info);
        writer.close();
        assertThat(writer.published).isEqualTo(1);
        assertThat(writer.discarded).isZero();
    }

    @Test
    void closingDiscardsOnce() throws Exception {
        Staging writer = new Staging(OptionalLong.empty());
        writer.write(1);
        writer.close();
        writer.close();
        assertThat(writer.discarded).isEqualTo(1);
        assertThat(writer.published).isZero();
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherLengthThanDeclaredIsNeverPublished() throws Exception {
        Staging less = new Staging(OptionalLong.of(2));
        less.write(1);
        assertThatThrownBy(less::commit).isInstanceOf(IntegrityException.class).hasMessageContaining("1 of 2");
        assertThat(less.discarded).isEqualTo(1);

        Staging more = new Staging(OptionalLong.of(2));
        assertThatThrownBy(() -> more.write(new byte[3])).isInstanceOf(IntegrityException.class);
        assertThatThrownBy(more::commit).isInstanceOf(IllegalStateException.class);
        assertThat(more.discarded).isEqualTo(1);
        assertThat(more.published + less.published).isZero();
    }

    @Test
    void bytesThatWereNotTakenAreNoHoleInTheObject() throws Exception {
        Staging writer = new Staging(OptionalLong.of(3));
        writer.write(1);
        writer.failure = new IOException("no space");
        assertThatThrownBy(() -> writer.write(2)).isSameAs(writer.failure);
        assertThat(writer.discarded).isEqualTo(1);
        assertThatThrownBy(() -> writer.write(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCommitThatFailedIsNotTriedAgain() throws Exception {
        Staging writer = new Staging(OptionalLong.empty());
        writer.failure = new IOException("no answer");
        assertThatThrownBy(writer::commit).isSameAs(writer.failure);
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        writer.close();
        assertThat(writer.discarded).isZero();
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> new Staging(OptionalLong.of(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Staging extends ObjectWriter {
        private final ByteArrayOutputStream staged = new ByteArrayOutputStream();
        private IOException failure;
        private int published;
        private int discarded;

        Staging(OptionalLong expected) {
            super(ErrorContext.of(Operation.WRITE, "test"), expected);
        }

        @Override
        protected void stage(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            staged.write(bytes, offset, length);
        }

        @Override
        protected ObjectInfo publish() throws IOException {
            if (failure != null) {
                throw failure;
            }
            published++;
            return info();
        }

        @Override
        protected void discard() {
            discarded++;
        }

        private static ObjectInfo info() throws InvalidKeyException {
            return new ObjectInfo(ObjectKey.of("a"), 0, Instant.EPOCH, Optional.empty());
        }
    }
}
