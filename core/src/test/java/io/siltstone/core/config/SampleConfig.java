package io.siltstone.core.config;

import io.siltstone.core.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A configuration with a component of every type. */
public record SampleConfig(
        String name,
        @ConfigDefault("true") boolean flag,
        @ConfigDefault("8") int count,
        @ConfigDefault("16777216") long partBytes,
        Path root,
        @ConfigDefault("PT30S") Duration timeout,
        @ConfigDefault("FULL") Durability durability,
        Optional<String> comment,
        Optional<Integer> limit,
        Optional<Durability> lowest,
        Optional<Boolean> checked)
        implements BackendConfig {

    public SampleConfig {
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("count must lie between 1 and 100: " + count);
        }
    }

    @Override
    public String type() {
        return "sample";
    }
}
