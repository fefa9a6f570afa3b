package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void beginsWithVersionAndTypeAndKeepsTheOrder() {
        assertThat(new JsonLine("object")
                        .put("key", "a")
                        .put("sizeBytes", 5)
                        .put("share", 0.5)
                        .put("dryRun", false)
                        .put("at", Instant.EPOCH))
                .hasToString(
                        "{\"v\":1,\"type\":\"object\",\"key\":\"a\",\"sizeBytes\":5,\"share\":0.5,\"dryRun\":false,"
                                + "\"at\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void anAbsentValueHasNoField() {
        assertThat(new JsonLine("x").put("a", Optional.empty()).put("b", Optional.of("c")))
                .hasToString("{\"v\":1,\"type\":\"x\",\"b\":\"c\"}");
    }

    @Test
    void everythingIsAsciiOnOneLine() {
        assertThat(new JsonLine("x")
                        .put("a", "\u00e9\n\u001B[31m\u202E\ud83d\ude00\"")
                        .putJson("b", "{\"c\":\"\u00e9\"}"))
                .hasToString("{\"v\":1,\"type\":\"x\",\"a\":\"\\u00E9\\n\\u001B[31m\\u202E\\uD83D\\uDE00\\\"\","
                        + "\"b\":{\"c\":\"\\u00E9\"}}");
    }

    @Test
    void numbersAreExactAndWhatIsNoneIsText() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("big", new BigInteger("170141183460469231731687303715884105727"));
        values.put("decimal", new BigDecimal("1E+3"));
        values.put("tiny", 1e-300);
        values.put("nan", Double.NaN);
        values.put("infinite", Float.NEGATIVE_INFINITY);

        assertThat(JsonLine.text(values))
                .isEqualTo("{\"big\":170141183460469231731687303715884105727,\"decimal\":1000,\"tiny\":1.0E-300,"
                        + "\"nan\":\"NaN\",\"infinite\":\"-Infinity\"}");
    }
}
