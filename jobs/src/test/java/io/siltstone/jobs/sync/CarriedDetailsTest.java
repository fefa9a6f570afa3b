package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectStat;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CarriedDetailsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void contentTypeAndMetadataGoAlong(long resumeFromBytes) throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.source.write(
                    "db/a",
                    Source.bytes(new byte[100]),
                    WriteOptions.DEFAULT.withContentType("text/plain").withMetadata(Map.of("origin", "here")));

            pairs.run(SyncRequest.DEFAULT.withResumeFromBytes(resumeFromBytes));

            ObjectStat copied = pairs.target.stat("db/a").orElseThrow();
            assertThat(copied.contentType()).isEqualTo("text/plain");
            assertThat(copied.metadata()).containsExactly(Map.entry("origin", "here"));
        }
    }
}
