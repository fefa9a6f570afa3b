package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

final class RangeFoldTest {

    @Test
    void takesTheSmallestAndTheLargest() {
        assertThat(fold(longs(5, 9), longs(-3, 6))).contains(new ColumnRange.Whole(-3, 9));
    }

    @Test
    void oneRowGroupThatDoesNotTellMakesAllUnknown() {
        assertThat(fold(longs(5, 9), new Statistics())).isEmpty();
    }

    @Test
    void aRowGroupWithoutStatisticsMakesAllUnknown() {
        RangeFold fold = new RangeFold(type(ColumnKind.INTEGER, Type.INT64));
        fold.add(column(longs(1, 2)));
        fold.add(column(longs(1, 2)).setStatistics(null));

        assertThat(fold.range()).isEmpty();
        assertThat(fold.nulls()).isEmpty();
    }

    @Test
    void aRowGroupWhoseMetadataIsElsewhereMakesAllUnknown() {
        RangeFold fold = new RangeFold(type(ColumnKind.INTEGER, Type.INT64));
        fold.add(column(longs(1, 2)));
        fold.add(null);

        assertThat(fold.range()).isEmpty();
    }

    @Test
    void aRowGroupOfNullsOrOfNothingAddsNothing() {
        RangeFold fold = new RangeFold(type(ColumnKind.INTEGER, Type.INT64));
        fold.add(column(new Statistics().setNull_count(10)));
        fold.add(column(longs(1, 2).setNull_count(3)));
        fold.add(column(new Statistics()).setNum_values(0));

        assertThat(fold.range()).contains(new ColumnRange.Whole(1, 2));
        assertThat(fold.nulls()).hasValue(13);
    }

    @Test
    void theFieldsOfOldWritersAreNotTrusted() {
        Statistics old = new Statistics();
        old.setMin(bytes(1));
        old.setMax(bytes(2));

        assertThat(fold(old)).isEmpty();
    }

    @Test
    void aBoundThatIsNotExactIsNotTaken() {
        assertThat(fold(longs(1, 2).setIs_max_value_exact(false))).isEmpty();
        assertThat(fold(longs(1, 2).setIs_min_value_exact(false))).isEmpty();
        assertThat(fold(longs(1, 2).setIs_min_value_exact(true).setIs_max_value_exact(true)))
                .contains(new ColumnRange.Whole(1, 2));
    }

    @Test
    void valuesOfTheWrongLengthOrOrderAreNotTaken() {
        Statistics shorter = longs(1, 2);
        shorter.setMax_value(new byte[4]);

        assertThat(fold(shorter)).isEmpty();
        assertThat(fold(longs(2, 1))).isEmpty();
    }

    @Test
    void notANumberIsNoBound() {
        RangeFold fold = new RangeFold(type(ColumnKind.FLOATING, Type.DOUBLE));
        Statistics statistics = new Statistics();
        statistics.setMin_value(bytes(Double.doubleToLongBits(1)));
        statistics.setMax_value(bytes(Double.doubleToLongBits(Double.NaN)));
        fold.add(column(statistics).setType(Type.DOUBLE));

        assertThat(fold.range()).isEmpty();
    }

    private static Optional<ColumnRange> fold(Statistics... rowGroups) {
        RangeFold fold = new RangeFold(type(ColumnKind.INTEGER, Type.INT64));
        Arrays.stream(rowGroups).forEach(statistics -> fold.add(column(statistics)));
        return fold.range();
    }

    private static LeafType type(ColumnKind kind, Type physical) {
        return new LeafType(physical, kind, "test");
    }

    private static ColumnMetaData column(Statistics statistics) {
        return new ColumnMetaData(Type.INT64, List.of(), List.of("t"), CompressionCodec.ZSTD, 10, 80, 80, 4)
                .setStatistics(statistics);
    }

    private static Statistics longs(long min, long max) {
        Statistics statistics = new Statistics();
        statistics.setMin_value(bytes(min));
        statistics.setMax_value(bytes(max));
        return statistics;
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
