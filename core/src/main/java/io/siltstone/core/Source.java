package io.siltstone.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Where the bytes of a write come from. Whether they can be had twice is in the type: only a {@link Replayable} is ever
 * read again after a failure.
 *
 * <p>The stream that {@link #open} gives enforces the declared size: it ends with an {@code IntegrityException} instead
 * of an end of stream when the bytes are fewer, and when they are more. So whoever copies it to its end cannot publish
 * another length than was declared. Whatever the underlying stream throws, unchecked, as it is opened or as it is closed
 * included, comes out unchanged, and nothing is published.
 */
public sealed interface Source permits Source.Replayable, Source.OneShot {

    /** How many bytes there will be; empty when that is unknown. 0 is a size like any other. */
    OptionalLong sizeBytes();

    /**
     * The bytes from the first. The caller closes the stream.
     *
     * @throws io.siltstone.core.error.NotReplayableException on the second call of a {@link OneShot}
     */
    InputStream open() throws IOException;

    /** The bytes of the array, which must not change until the write is over. */
    static Replayable bytes(byte[] content) {
        return new Replayable(OptionalLong.of(content.length), () -> new ByteArrayInputStream(content));
    }

    /**
     * The bytes of a file, its size as it is now.
     *
     * @throws IOException if the file cannot be examined
     */
    static Replayable file(Path file) throws IOException {
        return new Replayable(OptionalLong.of(Files.size(file)), () -> Files.newInputStream(file));
    }

    /** Bytes that the opener gives anew at each call, of a known size. */
    static Replayable replayable(long sizeBytes, Opener opener) {
        return new Replayable(OptionalLong.of(sizeBytes), opener);
    }

    /** Bytes that the opener gives anew at each call, of an unknown size. */
    static Replayable replayable(Opener opener) {
        return new Replayable(OptionalLong.empty(), opener);
    }

    /** A stream that can be read once, of a known size. It is closed with the stream that {@link #open} gives. */
    static OneShot once(long sizeBytes, InputStream stream) {
        return new OneShot(OptionalLong.of(sizeBytes), stream);
    }

    /** A stream that can be read once, of an unknown size. It is closed with the stream that {@link #open} gives. */
    static OneShot once(InputStream stream) {
        return new OneShot(OptionalLong.empty(), stream);
    }

    /** Opens the same bytes each time it is asked. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Bytes that can be had any number of times. */
    final class Replayable implements Source {
        private final OptionalLong sizeBytes;
        private final Opener opener;

        private Replayable(OptionalLong sizeBytes, Opener opener) {
            this.sizeBytes = MeasuredStream.requireSize(sizeBytes);
            this.opener = opener;
        }

        @Override
        public OptionalLong sizeBytes() {
            return sizeBytes;
        }

        @Override
        public InputStream open() throws IOException {
            return MeasuredStream.source(opener.open(), sizeBytes);
        }
    }

    /** Bytes that can be had once. */
    final class OneShot implements Source {
        private final OptionalLong sizeBytes;
        private final OnceStream stream;

        private OneShot(OptionalLong sizeBytes, InputStream stream) {
            this.sizeBytes = MeasuredStream.requireSize(sizeBytes);
            this.stream = new OnceStream(stream);
        }

        @Override
        public OptionalLong sizeBytes() {
            return sizeBytes;
        }

        @Override
        public InputStream open() throws IOException {
            return MeasuredStream.source(stream.take(), sizeBytes);
        }
    }
}
