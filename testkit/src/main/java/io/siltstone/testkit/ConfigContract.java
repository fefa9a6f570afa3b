package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Storage;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.ConfigurationException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Configuration: recreates the same store, keeps every field, holds no secret. Contract section 7. */
public interface ConfigContract extends StoreContract {

    /** Names that only a secret would have. */
    Pattern SECRET = Pattern.compile("(?i).*(secret|password|token|credential|accountkey|connectionstring|sas).*");

    @Test
    default void theJsonRecreatesTheStore() throws Exception {
        try (BackendFixture fixture = open()) {
            BackendConfig config = fixture.backend().config();
            fixture.seeds().write("db/a", Contents.of(1, 10));
            String json = fixture.storage().configJson();

            Storage reopened = fixture.storage(fixture.reopen());

            assertThat(reopened.configJson()).isEqualTo(json);
            assertThat(reopened.backend().config()).isEqualTo(config);
            assertThat(reopened.location()).isEqualTo(fixture.backend().location());
            if (fixture.outlivesReopen()) {
                assertThat(reopened.read("db/a")).isEqualTo(Contents.of(1, 10));
            } else {
                assertThat(Contents.texts(reopened.list(""))).isEmpty();
            }
        }
    }

    @Test
    default void everyFieldSurvivesAtAnotherValueThanItsDefault() throws Exception {
        try (BackendFixture fixture = open()) {
            BackendConfig config = fixture.backend().config();
            for (RecordComponent component : config.getClass().getRecordComponents()) {
                BackendConfig changed = ConfigVariation.of(config, component);
                assertThat(ConfigVariation.roundTrip(changed))
                        .as("`%s` after a round trip", component.getName())
                        .isEqualTo(changed);
            }
        }
    }

    @Test
    default void aFieldThatIsUnknownDoubleOrOfAWrongTypeIsRefusedByName() throws Exception {
        try (BackendFixture fixture = open()) {
            String json = ConfigCodec.toJson(fixture.backend().config());
            String rest = json.substring(1);
            refused(fixture, "{\"noSuchField\":\"x\"," + rest, "noSuchField");
            for (RecordComponent component :
                    fixture.backend().config().getClass().getRecordComponents()) {
                String name = component.getName();
                if (json.contains("\"" + name + "\":")) {
                    refused(fixture, "{\"" + name + "\":\"x\"," + rest, name);
                }
                String type = "{\"type\":\"" + fixture.backend().config().type() + "\",";
                refused(fixture, type + "\"" + name + "\":[1]}", name);
                refused(fixture, type + "\"" + name + "\":null}", name);
            }
        }
    }

    @Test
    default void noFieldIsASecret() throws Exception {
        try (BackendFixture fixture = open()) {
            BackendConfig config = fixture.backend().config();
            List<String> names = Arrays.stream(config.getClass().getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            assertThat(names).noneMatch(name -> SECRET.matcher(name).matches());
        }
    }

    private static void refused(BackendFixture fixture, String json, String field) {
        assertThatThrownBy(() -> fixture.backends().fromJson(json))
                .as(json)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(field);
    }
}
