package io.siltstone.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * Folds a column's statistics over the row groups of a file. One row group that does not tell makes the whole unknown;
 * one without values adds nothing. Only {@code min_value} and {@code max_value} count, and only where they are not
 * marked as inexact: what {@code min} and {@code max} of old writers mean differs from writer to writer.
 */
final class RangeFold {

    private final ColumnKind kind;
    private final Type physical;
    private boolean known = true;
    private @Nullable ColumnRange range;
    private long nulls;
    private boolean nullsKnown = true;

    RangeFold(LeafType type) {
        this.kind = type.kind();
        this.physical = type.physical();
    }

    /** Adds a row group; without metadata where the column's is encrypted or kept elsewhere. */
    void add(@Nullable ColumnMetaData metadata) {
        if (metadata != null && metadata.getNum_values() == 0) {
            return;
        }
        Statistics statistics = metadata == null ? null : metadata.getStatistics();
        if (metadata == null || statistics == null) {
            known = false;
            nullsKnown = false;
            return;
        }
        boolean told = statistics.isSetNull_count() && statistics.getNull_count() >= 0;
        nulls += told ? statistics.getNull_count() : 0;
        nullsKnown &= told && nulls >= 0;
        if (told && statistics.getNull_count() == metadata.getNum_values()) {
            return;
        }
        Optional<ColumnRange> one = decode(statistics);
        known &= one.isPresent();
        one.ifPresent(other -> range = range == null ? other : hull(range, other));
    }

    Optional<ColumnRange> range() {
        return known ? Optional.ofNullable(range) : Optional.empty();
    }

    OptionalLong nulls() {
        return nullsKnown ? OptionalLong.of(nulls) : OptionalLong.empty();
    }

    private Optional<ColumnRange> decode(Statistics statistics) {
        byte[] min = statistics.getMin_value();
        byte[] max = statistics.getMax_value();
        if (min == null || max == null || inexact(statistics)) {
            return Optional.empty();
        }
        return switch (kind) {
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, DATE, INTEGER -> whole(min, max);
            case FLOATING -> floating(min, max);
            case INT96, OTHER -> Optional.empty();
        };
    }

    private static boolean inexact(Statistics statistics) {
        return (statistics.isSetIs_min_value_exact() && !statistics.isIs_min_value_exact())
                || (statistics.isSetIs_max_value_exact() && !statistics.isIs_max_value_exact());
    }

    private Optional<ColumnRange> whole(byte[] min, byte[] max) {
        int width = physical == Type.INT32 ? Integer.BYTES : Long.BYTES;
        if (min.length != width || max.length != width) {
            return Optional.empty();
        }
        long low = physical == Type.INT32 ? little(min).getInt() : little(min).getLong();
        long high = physical == Type.INT32 ? little(max).getInt() : little(max).getLong();
        return low <= high ? Optional.of(new ColumnRange.Whole(low, high)) : Optional.empty();
    }

    private Optional<ColumnRange> floating(byte[] min, byte[] max) {
        int width = physical == Type.FLOAT ? Float.BYTES : Double.BYTES;
        if (min.length != width || max.length != width) {
            return Optional.empty();
        }
        double low =
                physical == Type.FLOAT ? little(min).getFloat() : little(min).getDouble();
        double high =
                physical == Type.FLOAT ? little(max).getFloat() : little(max).getDouble();
        return low <= high ? Optional.of(new ColumnRange.Floating(low, high)) : Optional.empty();
    }

    private static ColumnRange hull(ColumnRange a, ColumnRange b) {
        if (a instanceof ColumnRange.Whole x && b instanceof ColumnRange.Whole y) {
            return new ColumnRange.Whole(Math.min(x.min(), y.min()), Math.max(x.max(), y.max()));
        }
        if (a instanceof ColumnRange.Floating x && b instanceof ColumnRange.Floating y) {
            return new ColumnRange.Floating(Math.min(x.min(), y.min()), Math.max(x.max(), y.max()));
        }
        throw new IllegalStateException("one column has ranges of two types");
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
