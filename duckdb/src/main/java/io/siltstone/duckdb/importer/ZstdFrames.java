package io.siltstone.duckdb.importer;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The frames and blocks of a file packed with zstd (RFC 8878), walked without unpacking any: DuckDB takes a file that was cut
 * off for one that ends there.
 */
final class ZstdFrames {

    private static final int FRAME = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int REPEATED = 1;
    private static final int RESERVED = 3;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};

    private final FileChannel file;
    private final long size;
    private long position;

    private ZstdFrames(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * Does nothing for a file of another ending.
     *
     * @throws IntegrityException if a file that is named {@code .zst} does not end with a whole frame
     */
    static void requireWhole(Path path) throws StorageException {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".zst")) {
            return;
        }
        try (FileChannel file = FileChannel.open(path)) {
            new ZstdFrames(file, file.size()).walk();
        } catch (EOFException e) {
            throw new IntegrityException(
                    ImportEngine.context(path), "the file is no whole zstd file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackendFailureException(
                    ImportEngine.context(path), "the file cannot be read: " + e.getMessage(), e);
        }
    }

    private void walk() throws IOException {
        while (position < size) {
            int magic = (int) number(4);
            if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
                skip(number(4));
            } else if (magic == FRAME) {
                frame();
            } else {
                throw new EOFException("no frame begins at byte " + (position - 4));
            }
        }
    }

    private void frame() throws IOException {
        int descriptor = (int) number(1);
        boolean oneSegment = (descriptor & 0x20) != 0;
        int sizeBytes = SIZE_BYTES[descriptor >> 6];
        skip((oneSegment ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3] + (oneSegment && sizeBytes == 0 ? 1 : sizeBytes));
        boolean last = false;
        while (!last) {
            int block = (int) number(3);
            last = (block & 1) != 0;
            int type = (block >> 1) & 3;
            if (type == RESERVED) {
                throw new EOFException("no block begins at byte " + (position - 3));
            }
            skip(type == REPEATED ? 1 : block >> 3);
        }
        skip((descriptor & 4) != 0 ? 4 : 0);
    }

    private void skip(long bytes) throws IOException {
        position += bytes;
        if (position > size) {
            throw new EOFException("it ends within a frame");
        }
    }

    /** Of at most four bytes, the lowest first. */
    private long number(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long start = position;
        skip(bytes);
        buffer.limit(bytes);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("it ends within a frame");
            }
        }
        buffer.limit(Long.BYTES);
        return buffer.getLong(0);
    }
}
