package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.duckdb.engine.JsonTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters as {@code json_serialize_plan} writes them, and whatever it may write that is not known. */
class ScanFilterTest {

    private static Interval interval(String json) throws Exception {
        String full = json.replaceAll(
                        "(EQUAL|LESSTHANOREQUALTO|LESSTHAN|GREATERTHANOREQUALTO|GREATERTHAN|NOTEQUAL) (-?\\w+)",
                        "{\"filter_type\":\"LEGACY_CONSTANT_COMPARISON\",\"comparison_type\":\"COMPARE_$1\",\"constant\":"
                                + "{\"type\":{\"id\":\"TIMESTAMP\"},\"is_null\":false,\"value\":$2}}")
                .replaceAll("AND\\[", "{\"filter_type\":\"LEGACY_CONJUNCTION_AND\",\"child_filters\":[")
                .replaceAll("OR\\[", "{\"filter_type\":\"LEGACY_CONJUNCTION_OR\",\"child_filters\":[")
                .replaceAll("OPTIONAL\\(", "{\"filter_type\":\"LEGACY_OPTIONAL_FILTER\",\"child_filter\":")
                .replace(']', '\1')
                .replace("\1", "]}")
                .replace(")", "}");
        return new ScanFilter("TIMESTAMP").interval(JsonTree.parse(full));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EQUAL 5 | 5 | 5",
                "LESSTHAN 5 | min | 4",
                "LESSTHANOREQUALTO 5 | min | 5",
                "GREATERTHAN 5 | 5 | max",
                "GREATERTHANOREQUALTO -5 | -5 | max",
                "NOTEQUAL 5 | min | max",
                "AND[GREATERTHAN 1, LESSTHAN 9] | 1 | 8",
                "AND[GREATERTHAN 9, LESSTHAN 1] | 1 | 0",
                "OR[EQUAL 3, EQUAL 7] | 3 | 7",
                "OR[EQUAL 3, {\"filter_type\":\"NEW_FILTER\"}] | min | max",
                "AND[EQUAL 3, {\"filter_type\":\"NEW_FILTER\"}] | 3 | 3",
                "OR[AND[GREATERTHAN 9, LESSTHAN 1], EQUAL 4] | 4 | 4",
                "OPTIONAL(EQUAL 3) | 3 | 3",
                "OR[] | min | max",
                "AND[] | min | max",
                "{\"filter_type\":\"LEGACY_IS_NULL\"} | min | max",
                "{\"filter_type\":\"LEGACY_IN_FILTER\",\"values\":{}} | min | max",
                "{} | min | max",
                "[] | min | max",
                "EQUAL null | min | max",
                "GREATERTHAN 9223372036854775807 | min | max",
                "LESSTHANOREQUALTO 9223372036854775807 | min | max",
                "GREATERTHAN -9223372036854775807 | min | max",
                "LESSTHAN -9223372036854775808 | min | max",
                "EQUAL 99999999999999999999 | min | max",
                "GREATERTHAN 9223372036854775806 | 9223372036854775806 | max",
            })
    void givesAnIntervalThatHoldsWhatPasses(String filter, String lowest, String highest) throws Exception {
        long from = lowest.equals("min") ? Long.MIN_VALUE : Long.parseLong(lowest);
        long to = highest.equals("max") ? Long.MAX_VALUE : Long.parseLong(highest);

        assertThat(interval(filter)).isEqualTo(new Interval(from, to));
    }

    @ParameterizedTest
    @CsvSource({"BIGINT, 5", "TIMESTAMP_NS, 5", "'', 5"})
    void ignoresConstantsOfAnotherType(String type, long value) throws Exception {
        String json =
                "{\"filter_type\":\"LEGACY_CONSTANT_COMPARISON\",\"comparison_type\":\"COMPARE_EQUAL\",\"constant\":"
                        + "{\"type\":{\"id\":\"" + type + "\"},\"is_null\":false,\"value\":" + value + "}}";

        assertThat(new ScanFilter("TIMESTAMP").interval(JsonTree.parse(json))).isEqualTo(Interval.ALL);
    }
}
