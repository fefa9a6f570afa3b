package io.siltstone.parquet;

import java.util.Locale;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf of a schema is; the logical type counts where it is given, the converted type of old writers otherwise.
 *
 * @param physical how its values are stored
 * @param kind its kind
 * @param text its type for people
 */
record LeafType(Type physical, ColumnKind kind, String text) {

    static LeafType of(SchemaElement element, boolean repeated) {
        Type physical = element.getType();
        boolean many = repeated || element.getRepetition_type() == FieldRepetitionType.REPEATED;
        String meaning = meaning(element);
        String text = meaning.isEmpty() ? physical.name() : physical.name() + " " + meaning;
        return new LeafType(physical, many ? ColumnKind.OTHER : kind(physical, element), text);
    }

    private static ColumnKind kind(Type physical, SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        ConvertedType converted = element.getConverted_type();
        return switch (physical) {
            case INT64 -> int64(logical, converted);
            case INT32 -> int32(logical, converted);
            case INT96 -> ColumnKind.INT96;
            case FLOAT, DOUBLE -> logical == null && converted == null ? ColumnKind.FLOATING : ColumnKind.OTHER;
            default -> ColumnKind.OTHER;
        };
    }

    private static ColumnKind int64(@Nullable LogicalType logical, @Nullable ConvertedType converted) {
        if (logical != null) {
            return logical.isSetTIMESTAMP() ? timestamp(logical.getTIMESTAMP().getUnit()) : integer(logical);
        }
        if (converted == null) {
            return ColumnKind.INTEGER;
        }
        return switch (converted) {
            case TIMESTAMP_MILLIS -> ColumnKind.TIMESTAMP_MILLIS;
            case TIMESTAMP_MICROS -> ColumnKind.TIMESTAMP_MICROS;
            case INT_8, INT_16, INT_32, INT_64 -> ColumnKind.INTEGER;
            default -> ColumnKind.OTHER;
        };
    }

    private static ColumnKind int32(@Nullable LogicalType logical, @Nullable ConvertedType converted) {
        if (logical != null) {
            return logical.isSetDATE() ? ColumnKind.DATE : integer(logical);
        }
        if (converted == null) {
            return ColumnKind.INTEGER;
        }
        return switch (converted) {
            case DATE -> ColumnKind.DATE;
            case INT_8, INT_16, INT_32 -> ColumnKind.INTEGER;
            default -> ColumnKind.OTHER;
        };
    }

    private static ColumnKind integer(LogicalType logical) {
        return logical.isSetINTEGER() && logical.getINTEGER().isIsSigned() ? ColumnKind.INTEGER : ColumnKind.OTHER;
    }

    private static ColumnKind timestamp(TimeUnit unit) {
        if (unit.isSetMILLIS()) {
            return ColumnKind.TIMESTAMP_MILLIS;
        }
        if (unit.isSetMICROS()) {
            return ColumnKind.TIMESTAMP_MICROS;
        }
        return unit.isSetNANOS() ? ColumnKind.TIMESTAMP_NANOS : ColumnKind.OTHER;
    }

    private static String meaning(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        if (logical == null || logical.getSetField() == null) {
            ConvertedType converted = element.getConverted_type();
            return converted == null ? "" : converted.name() + digits(element, converted == ConvertedType.DECIMAL);
        }
        if (logical.isSetDECIMAL()) {
            return "DECIMAL" + digits(element, true);
        }
        if (logical.isSetTIMESTAMP()) {
            TimestampType type = logical.getTIMESTAMP();
            return "TIMESTAMP(" + unit(type.getUnit()) + (type.isIsAdjustedToUTC() ? ", UTC)" : ", local)");
        }
        if (logical.isSetINTEGER()) {
            IntType type = logical.getINTEGER();
            return (type.isIsSigned() ? "INT(" : "UINT(") + type.getBitWidth() + ")";
        }
        return logical.getSetField().name().toUpperCase(Locale.ROOT);
    }

    private static String digits(SchemaElement element, boolean decimal) {
        return decimal && element.isSetPrecision() ? "(" + element.getPrecision() + "," + element.getScale() + ")" : "";
    }

    private static String unit(TimeUnit unit) {
        return unit.getSetField() == null ? "?" : unit.getSetField().name();
    }
}
