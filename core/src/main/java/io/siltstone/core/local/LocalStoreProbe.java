package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.Durability;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ContractProbes;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.ProbeRun;
import io.siltstone.core.probe.StoreProbe;
import java.nio.file.Files;
import java.util.Set;

/**
 * What the file system of a root can do, then what the contract promises. What opening tries is not tried again: a file system
 * that takes two names for one is refused there.
 */
public final class LocalStoreProbe implements StoreProbe<LocalConfig> {

    @Override
    public Class<LocalConfig> configType() {
        return LocalConfig.class;
    }

    @Override
    public ProbeReport probe(LocalConfig config, ProbeRun run) throws StorageException {
        boolean forced;
        try (Backend store = LocalBackend.open(config.withDurability(Durability.DATA), run.runtime())) {
            forced = store.capabilities().supports(Capability.DURABLE_WRITE);
            run.ask(
                    "file-system",
                    () -> ProbeFinding.ok(Files.getFileStore(config.root()).type()
                            + "; names that differ in case or Unicode form are two"));
            run.ask("hard-links", () -> able(store, Capability.CREATE_ONLY, "create-only writes"));
            run.ask(
                    "locks",
                    () -> able(
                            store, Capability.REPLACE_VERSION, "writes and deletes of one version, resumable writes"));
            run.ask("attributes", () -> able(store, Capability.USER_METADATA, "metadata"));
            run.ask(
                    "directory-force",
                    () -> able(store, Capability.DURABLE_WRITE, "durability FULL")
                            .with("durability", settled(config, forced)));
        }
        LocalConfig honest = config.withDurability(settled(config, forced));
        try (Backend store = LocalBackend.open(honest, run.runtime())) {
            int leftovers = ContractProbes.askAndClear(store, run);
            return run.report(honest, Set.of(), leftovers);
        }
    }

    private static Durability settled(LocalConfig config, boolean forced) {
        return config.durability() == Durability.FULL && !forced ? Durability.DATA : config.durability();
    }

    private static ProbeFinding able(Backend store, Capability capability, String what) {
        return store.capabilities().supports(capability)
                ? ProbeFinding.ok("there, for " + what)
                : ProbeFinding.deviates("none, so no " + what);
    }
}
