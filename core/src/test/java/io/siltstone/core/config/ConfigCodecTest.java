package io.siltstone.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Durability;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.layer.PrefixConfig;
import io.siltstone.core.memory.MemoryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigCodecTest {

    private static final Map<String, Class<? extends BackendConfig>> TYPES =
            Map.of("sample", SampleConfig.class, "prefix", PrefixConfig.class, "memory", MemoryConfig.class);

    private final ConfigCodec codec = new ConfigCodec(type -> Optional.ofNullable(TYPES.get(type)));

    @Test
    void everyComponentTravels() throws Exception {
        SampleConfig config = new SampleConfig(
                "a \"b\" é \u0000 \uD83D\uDE00",
                false,
                99,
                Long.MIN_VALUE,
                Path.of("/data/x y"),
                Duration.ofMillis(1500),
                Durability.NONE,
                Optional.of(""),
                Optional.of(-1),
                Optional.of(Durability.DATA),
                Optional.of(true));
        assertThat(codec.fromJson(ConfigCodec.toJson(config))).isEqualTo(config);
        PrefixConfig layered = new PrefixConfig(new PrefixConfig(config, "a"), "b/c");
        assertThat(codec.fromJson(ConfigCodec.toJson(layered))).isEqualTo(layered);
    }

    @Test
    void whatIsNotGivenHasItsDefault() throws Exception {
        SampleConfig expected = new SampleConfig(
                "x",
                true,
                8,
                16 << 20,
                Path.of("y"),
                Duration.ofSeconds(30),
                Durability.FULL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(codec.fromJson("{\"type\":\"sample\",\"name\":\"x\",\"root\":\"y\"}"))
                .isEqualTo(expected);
        assertThat(codec.fromParameters(SampleConfig.class, Map.of("name", "x", "root", "y")))
                .isEqualTo(expected);
        assertThat(codec.fromJson(" \n{\"root\":\"y\",\"name\":\"x\",\"type\":\"sample\"}\n "))
                .isEqualTo(expected);
    }

    @Test
    void parametersAreText() throws Exception {
        Map<String, String> given = Map.of("name", "x", "root", "y", "flag", "false", "count", "7", "limit", "3");
        SampleConfig config = codec.fromParameters(SampleConfig.class, given);
        assertThat(config.flag()).isFalse();
        assertThat(config.count()).isEqualTo(7);
        assertThat(config.limit()).contains(3);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("\"flag\":\"true\"", "flag"),
                Arguments.of("\"flag\":1", "flag"),
                Arguments.of("\"count\":\"8\"", "count"),
                Arguments.of("\"count\":0", "count"),
                Arguments.of("\"count\":101", "count"),
                Arguments.of("\"count\":-1", "count"),
                Arguments.of("\"count\":2147483648", "count"),
                Arguments.of("\"count\":8.5", "count"),
                Arguments.of("\"count\":1e999", "count"),
                Arguments.of("\"count\":true", "count"),
                Arguments.of("\"count\":[8]", "count"),
                Arguments.of("\"count\":{}", "count"),
                Arguments.of("\"count\":null", "count"),
                Arguments.of("\"partBytes\":9223372036854775808", "partBytes"),
                Arguments.of("\"partBytes\":1" + "0".repeat(999), "partBytes"),
                Arguments.of("\"timeout\":30", "timeout"),
                Arguments.of("\"timeout\":\"30 s\"", "timeout"),
                Arguments.of("\"timeout\":\"\"", "timeout"),
                Arguments.of("\"durability\":\"full\"", "durability"),
                Arguments.of("\"durability\":\"\"", "durability"),
                Arguments.of("\"durability\":2", "durability"),
                Arguments.of("\"comment\":7", "comment"),
                Arguments.of("\"limit\":\"7\"", "limit"),
                Arguments.of("\"lowest\":\"SOME\"", "lowest"),
                Arguments.of("\"checked\":\"yes\"", "checked"),
                Arguments.of("\"Count\":8", "Count"),
                Arguments.of("\"part-bytes\":8", "part-bytes"),
                Arguments.of("\"noSuch\":{}", "noSuch"),
                Arguments.of("\"\":1", "``"),
                Arguments.of("\"count\":8,\"count\":8", "count"),
                Arguments.of("\"name\":\"z\"", "name"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aFieldThatIsWrongIsNamed(String field, String name) {
        assertThatThrownBy(() -> codec.fromJson(withField(field)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        assertThatThrownBy(() -> codec.fromJson("{\"type\":\"sample\",\"root\":\"y\"}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`name` is missing");
        assertThatThrownBy(() -> codec.fromJson("{\"name\":\"x\",\"root\":\"y\"}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`type`");
    }

    static Stream<String> malformed() {
        String good = "{\"type\":\"memory\",\"name\":\"x\"}";
        return Stream.of(
                "",
                " ",
                "{",
                "}",
                "{}",
                "[]",
                "null",
                "true",
                "1",
                "\"x\"",
                "[" + good + "]",
                good + good,
                good + ",",
                good + "x",
                good.replace("\"", "'"),
                good.replace(":", "="),
                good.replace("}", ",}"),
                good.replace("}", ""),
                good.replace("\"x\"", "x"),
                good.replace("\"x\"", "\"x"),
                good.replace("\"x\"", "\"\\x\""),
                good.replace("\"x\"", "\"a\nb\""),
                good.replace("\"x\"", "NaN"),
                good.replace("\"x\"", "01"),
                good.replace("\"x\"", "+1"),
                "//\n" + good,
                "/**/" + good,
                "\u0000" + good,
                "\uFEFF" + good,
                good.replace("memory", "tape"),
                good.replace("\"memory\"", "7"),
                "{\"inner\":".repeat(100_000),
                "[".repeat(100_000),
                good.replace("\"x\"", "\"" + "x".repeat(100 << 20) + "\""));
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        long tried = corpus().count();
        long right = corpus().filter(this::isRefused).count();
        System.getLogger("config")
                .log(
                        System.Logger.Level.INFO,
                        "configurations: inputs tried {0}, right answers {1}",
                        Long.toString(tried),
                        Long.toString(right));
        assertThat(right).isEqualTo(tried);
    }

    private static Stream<String> corpus() {
        return Stream.concat(
                malformed(),
                wrongValues().map(arguments -> withField((String) arguments.get()[0])));
    }

    private static String withField(String field) {
        return "{\"type\":\"sample\",\"name\":\"x\",\"root\":\"y\"," + field + "}";
    }

    private boolean isRefused(String json) {
        try {
            codec.fromJson(json);
            return false;
        } catch (ConfigurationException e) {
            return e.getMessage().length() < 500;
        }
    }

    @Test
    void aWrongLayerBelowIsRefused() {
        for (String inner : new String[] {"\"mem:\"", "{}", "null", "{\"type\":\"memory\",\"size\":1}", "[]"}) {
            assertThatThrownBy(() -> codec.fromJson("{\"type\":\"prefix\",\"prefix\":\"a\",\"inner\":" + inner + "}"))
                    .as(inner)
                    .isInstanceOf(ConfigurationException.class);
        }
        String nested = "{\"type\":\"prefix\",\"prefix\":\"a\",\"inner\":";
        assertThatThrownBy(() -> codec.fromJson(nested.repeat(65) + "{\"type\":\"memory\"}" + "}".repeat(65)))
                .isInstanceOf(ConfigurationException.class);
    }
}
