package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.Operation;

/**
 * Which bytes of an object to read. Negative offsets and lengths cannot be expressed; whether a range fits an object is
 * decided by {@link #resolve}, in the same way for every store.
 */
public final class ByteRange {

    /** The whole object, also when it is empty. */
    public static final ByteRange ALL = new ByteRange(Kind.FROM, 0, Long.MAX_VALUE);

    private enum Kind {
        FROM,
        TAIL
    }

    private final Kind kind;
    private final long offset;
    private final long length;

    private ByteRange(Kind kind, long offset, long length) {
        this.kind = kind;
        this.offset = offset;
        this.length = length;
    }

    /**
     * From an offset to the end.
     *
     * @throws InvalidRangeException if the offset is negative
     */
    public static ByteRange from(long offset) throws InvalidRangeException {
        return of(offset, Long.MAX_VALUE);
    }

    /**
     * At most {@code length} bytes from an offset; fewer where the object ends before.
     *
     * @throws InvalidRangeException if the offset is negative or the length below 1
     */
    public static ByteRange of(long offset, long length) throws InvalidRangeException {
        if (offset < 0) {
            throw invalid("offset " + offset + " is negative");
        }
        if (length < 1) {
            throw invalid("length " + length + " is below 1");
        }
        return new ByteRange(Kind.FROM, offset, length);
    }

    /**
     * The last {@code length} bytes, or the whole object where it is shorter.
     *
     * @throws InvalidRangeException if the length is below 1
     */
    public static ByteRange tail(long length) throws InvalidRangeException {
        if (length < 1) {
            throw invalid("tail " + length + " is below 1");
        }
        return new ByteRange(Kind.TAIL, 0, length);
    }

    /**
     * The bytes that this range covers in an object of the size.
     *
     * @throws InvalidRangeException if the offset is not 0 and lies at or past the end
     */
    public Extent resolve(long sizeBytes, ErrorContext context) throws InvalidRangeException {
        if (kind == Kind.TAIL) {
            long held = Math.min(length, sizeBytes);
            return new Extent(sizeBytes - held, held);
        }
        if (offset > 0 && offset >= sizeBytes) {
            throw new InvalidRangeException(
                    context, "offset " + offset + " is at or past the end of the object of " + sizeBytes + " bytes");
        }
        return new Extent(offset, Math.min(length, sizeBytes - offset));
    }

    /** Whether every byte is asked for. */
    public boolean isAll() {
        return kind == Kind.FROM && offset == 0 && length == Long.MAX_VALUE;
    }

    /** Whether bytes are asked for from the end, so that where they begin depends on the object's size. */
    public boolean isTail() {
        return kind == Kind.TAIL;
    }

    /** The value of an HTTP {@code Range} header, RFC 9110 section 14.2; not meaningful for {@link #isAll}. */
    public String toHeader() {
        if (kind == Kind.TAIL) {
            return "bytes=-" + length;
        }
        long last = offset + length - 1;
        return last < 0 || length == Long.MAX_VALUE ? "bytes=" + offset + "-" : "bytes=" + offset + "-" + last;
    }

    private static InvalidRangeException invalid(String reason) {
        return new InvalidRangeException(ErrorContext.of(Operation.READ, "range"), reason);
    }

    @Override
    public String toString() {
        return isAll() ? "all" : toHeader();
    }

    /**
     * A range that fits: both zero or more.
     *
     * @param offset the first byte
     * @param lengthBytes how many bytes
     */
    public record Extent(long offset, long lengthBytes) {}
}
