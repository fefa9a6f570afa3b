package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.WriteOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AzureBlobMetadataTest {

    @Test
    void everyNameAndValueComesBackAsItWas() {
        Map<String, String> metadata = Map.of(
                "plain", "x", "with-hyphen", " space ", "7up", "", "-", "=?siltstone?x?=", "1-2", "a=b; c", "d1", "\"");
        Map<String, String> kept = AzureBlobMetadata.of(WriteOptions.DEFAULT.withMetadata(metadata));
        assertThat(AzureBlobMetadata.callers(kept)).isEqualTo(metadata);
        assertThat(kept.keySet()).allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
        assertThat(kept.values())
                .noneMatch(value -> value.isEmpty() || !value.strip().equals(value));
    }

    @Test
    void theWriteIdIsHidden() {
        Map<String, String> kept = AzureBlobMetadata.of(WriteOptions.DEFAULT.withWriteId("id"));
        assertThat(AzureBlobMetadata.callers(kept)).isEmpty();
        assertThat(AzureBlobMetadata.writeId(kept)).contains("id");
        assertThat(AzureBlobMetadata.writeId(null)).isEmpty();
    }

    @Test
    void whatOthersWroteIsToldInLowerCase() {
        assertThat(AzureBlobMetadata.callers(Map.of("Origin_X", "y"))).isEqualTo(Map.of("origin-x", "y"));
    }
}
