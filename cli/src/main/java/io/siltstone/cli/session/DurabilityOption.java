package io.siltstone.cli.session;

import io.siltstone.core.Durability;
import io.siltstone.core.WriteOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a write must outlive, for every command that writes. */
public final class DurabilityOption {

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description =
                    "What the write outlives: full, a power cut; data, one but for the last objects; none, a crash"
                            + " of the process alone. By default what the store's address says, or full.")
    private Optional<Durability> durability = Optional.empty();

    /** The level that was asked for; empty for the store's own. */
    public Optional<Durability> level() {
        return durability;
    }

    public WriteOptions apply(WriteOptions options) {
        return durability.map(options::withDurability).orElse(options);
    }
}
