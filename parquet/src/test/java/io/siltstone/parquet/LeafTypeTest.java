package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LeafTypeTest {

    static Stream<Arguments> types() {
        LogicalType micros = LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds())));
        return Stream.of(
                Arguments.of(element(Type.INT64), ColumnKind.INTEGER, "INT64"),
                Arguments.of(element(Type.INT32), ColumnKind.INTEGER, "INT32"),
                Arguments.of(element(Type.INT96), ColumnKind.INT96, "INT96"),
                Arguments.of(element(Type.DOUBLE), ColumnKind.FLOATING, "DOUBLE"),
                Arguments.of(element(Type.BOOLEAN), ColumnKind.OTHER, "BOOLEAN"),
                Arguments.of(
                        element(Type.INT64).setLogicalType(micros),
                        ColumnKind.TIMESTAMP_MICROS,
                        "INT64 TIMESTAMP(MICROS, UTC)"),
                Arguments.of(
                        element(Type.INT64).setLogicalType(micros).setConverted_type(ConvertedType.UINT_64),
                        ColumnKind.TIMESTAMP_MICROS,
                        "INT64 TIMESTAMP(MICROS, UTC)"),
                Arguments.of(
                        element(Type.INT64).setConverted_type(ConvertedType.TIMESTAMP_MILLIS),
                        ColumnKind.TIMESTAMP_MILLIS,
                        "INT64 TIMESTAMP_MILLIS"),
                Arguments.of(
                        element(Type.INT32).setLogicalType(LogicalType.DATE(new DateType())),
                        ColumnKind.DATE,
                        "INT32 DATE"),
                Arguments.of(element(Type.INT32).setConverted_type(ConvertedType.DATE), ColumnKind.DATE, "INT32 DATE"),
                Arguments.of(
                        element(Type.INT64).setLogicalType(LogicalType.INTEGER(new IntType((byte) 64, false))),
                        ColumnKind.OTHER,
                        "INT64 UINT(64)"),
                Arguments.of(
                        element(Type.INT32).setConverted_type(ConvertedType.UINT_16),
                        ColumnKind.OTHER,
                        "INT32 UINT_16"),
                Arguments.of(
                        element(Type.INT32).setConverted_type(ConvertedType.DECIMAL),
                        ColumnKind.OTHER,
                        "INT32 DECIMAL"),
                Arguments.of(
                        element(Type.INT32)
                                .setConverted_type(ConvertedType.DECIMAL)
                                .setPrecision(7)
                                .setScale(2),
                        ColumnKind.OTHER,
                        "INT32 DECIMAL(7,2)"),
                Arguments.of(
                        element(Type.INT64)
                                .setLogicalType(LogicalType.DECIMAL(new DecimalType(3, 18)))
                                .setPrecision(18)
                                .setScale(3),
                        ColumnKind.OTHER,
                        "INT64 DECIMAL(18,3)"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("types")
    void isWhatTheSchemaSays(SchemaElement element, ColumnKind kind, String text) {
        assertThat(LeafType.of(element, false)).isEqualTo(new LeafType(element.getType(), kind, text));
    }

    @Test
    void aColumnOfManyValuesARowIsNoTime() {
        SchemaElement repeated = element(Type.INT64).setRepetition_type(FieldRepetitionType.REPEATED);

        assertThat(LeafType.of(repeated, false).kind()).isEqualTo(ColumnKind.OTHER);
        assertThat(LeafType.of(element(Type.INT64), true).kind()).isEqualTo(ColumnKind.OTHER);
    }

    private static SchemaElement element(Type type) {
        return new SchemaElement("t").setType(type);
    }
}
