package io.siltstone.cli.session;

import io.siltstone.core.Durability;
import io.siltstone.core.WriteOptions;
import picocli.CommandLine.Option;

/** What a write must outlive, for every command that writes. */
public final class DurabilityOption {

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "What the write outlives: full, a power cut (default); data, one but for the last objects;"
                    + " none, a crash of the process alone.")
    private Durability durability = Durability.FULL;

    public Durability level() {
        return durability;
    }

    public WriteOptions apply(WriteOptions options) {
        return options.withDurability(durability);
    }
}
