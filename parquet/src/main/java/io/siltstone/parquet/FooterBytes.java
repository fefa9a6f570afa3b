package io.siltstone.parquet;

import static io.siltstone.parquet.FooterLimits.MAGIC_BYTES;
import static io.siltstone.parquet.FooterLimits.MAX_FOOTER_BYTES;
import static io.siltstone.parquet.FooterLimits.MIN_FILE_BYTES;
import static io.siltstone.parquet.FooterLimits.TAIL_BYTES;
import static io.siltstone.parquet.FooterLimits.TRAILER_BYTES;

import io.siltstone.core.ObjectReader;
import io.siltstone.core.error.ChangedDuringReadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The metadata at the end of a Parquet file, not yet understood.
 *
 * @param metadata the Thrift structure
 * @param offset where it begins in the file
 */
record FooterBytes(byte[] metadata, long offset) {

    private static final String PLAIN = "PAR1";
    private static final String ENCRYPTED = "PARE";

    /**
     * Reads the end of the file: one request, and a second one where the footer is longer than {@link
     * FooterLimits#TAIL_BYTES}.
     *
     * @param bothEnds whether the first bytes are fetched and checked too, a further request in files that are longer
     *     than the tail
     */
    static FooterBytes read(ObjectReader reader, boolean bothEnds) throws IOException, DamagedException {
        long size = reader.info().sizeBytes();
        if (size == 0) {
            throw new DamagedException(Damage.EMPTY, "empty file");
        }
        if (size < MIN_FILE_BYTES) {
            throw new DamagedException(Damage.TRUNCATED, size + " bytes are too short for a Parquet file");
        }
        byte[] tail = tail(reader, size);
        boolean whole = tail.length == size;
        checkEnd(magic(tail, tail.length - MAGIC_BYTES));
        if (whole) {
            checkStart(magic(tail, 0));
        } else if (bothEnds) {
            checkStart(magic(reader.read(0, MAGIC_BYTES), 0));
        }
        int length = footerLength(tail, size);
        long offset = size - TRAILER_BYTES - length;
        return new FooterBytes(metadata(reader, tail, offset, length), offset);
    }

    private static byte[] tail(ObjectReader reader, long size) throws IOException {
        int wanted = (int) Math.min(TAIL_BYTES, size);
        byte[] tail = reader.tail(wanted);
        if (tail.length != wanted) {
            throw new ChangedDuringReadException(
                    reader.context(), "the object had " + size + " bytes, and gives " + tail.length + " at its end");
        }
        return tail;
    }

    private static void checkEnd(String magic) throws DamagedException {
        if (magic.equals(ENCRYPTED)) {
            throw new DamagedException(Damage.UNSUPPORTED, "the footer is encrypted (PARE), which is not supported");
        }
        if (!magic.equals(PLAIN)) {
            throw new DamagedException(Damage.TRUNCATED, "the end is missing: the last 4 bytes are not PAR1");
        }
    }

    private static void checkStart(String magic) throws DamagedException {
        if (!magic.equals(PLAIN)) {
            throw new DamagedException(Damage.CORRUPT, "the first 4 bytes are not PAR1");
        }
    }

    private static int footerLength(byte[] tail, long size) throws DamagedException {
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - TRAILER_BYTES));
        if (length == 0 || length > size - MIN_FILE_BYTES) {
            throw new DamagedException(
                    Damage.CORRUPT, "a footer of " + length + " bytes does not fit in a file of " + size + " bytes");
        }
        if (length > MAX_FOOTER_BYTES) {
            throw new DamagedException(
                    Damage.UNSUPPORTED,
                    "a footer of " + length + " bytes is more than the " + MAX_FOOTER_BYTES + " that are read");
        }
        return (int) length;
    }

    private static byte[] metadata(ObjectReader reader, byte[] tail, long offset, int length) throws IOException {
        int end = tail.length - TRAILER_BYTES;
        if (length <= end) {
            return Arrays.copyOfRange(tail, end - length, end);
        }
        byte[] metadata = Arrays.copyOf(reader.read(offset, length - end), length);
        System.arraycopy(tail, 0, metadata, length - end, end);
        return metadata;
    }

    private static String magic(byte[] bytes, int from) {
        return new String(bytes, from, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    }
}
