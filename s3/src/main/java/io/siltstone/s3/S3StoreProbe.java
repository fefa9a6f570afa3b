package io.siltstone.s3;

import io.siltstone.core.Backend;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ContractProbes;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.ProbeRun;
import io.siltstone.core.probe.StoreProbe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a bucket in the words of the protocol what its dialect is, and then, with the settings that this comes to, what the
 * contract promises: a race that two writers win takes a condition's setting back.
 */
public final class S3StoreProbe implements StoreProbe<S3Config> {

    @Override
    public Class<S3Config> configType() {
        return S3Config.class;
    }

    @Override
    public ProbeReport probe(S3Config config, ProbeRun run) throws StorageException {
        S3Secrets secrets = S3Secrets.of(run.runtime().environment());
        S3Config reached = new S3Reach(secrets, run).settle(config);
        S3Config settled;
        int leftovers;
        try (S3Scratch scratch = new S3Scratch(S3Link.open(reached, secrets, run.runtime()), run)) {
            try (Backend store = S3Backend.open(reached, secrets, run.runtime())) {
                run.tidy(store);
            }
            settled = dialect(reached, secrets, run);
            try (Backend store = S3Backend.open(settled, secrets, run.runtime())) {
                ContractProbes.ask(store, run);
            }
            leftovers = scratch.clear();
        }
        // Without the environment an address names its region, where it names an endpoint.
        Set<String> pinned = settled.endpoint().isPresent() ? Set.of("region") : Set.of();
        return run.report(raced(settled, run), pinned, leftovers);
    }

    private static S3Config dialect(S3Config reached, S3Secrets secrets, ProbeRun run) throws StorageException {
        S3Config config = checksums(reached, secrets, run);
        try (S3Link link = S3Link.open(config, secrets, run.runtime())) {
            S3Trial trial = new S3Trial(link.calls(), run);
            S3WriteTrials writes = new S3WriteTrials(trial);
            S3MultipartTrials multipart = new S3MultipartTrials(trial);
            S3ListTrials lists = new S3ListTrials(trial);
            config = with(config, run.ask("if-none-match", writes::createOnly));
            config = with(config, run.ask("if-match", writes::replace));
            S3EtagQuoting quoting = config.etagQuoting();
            boolean replaces = config.conditionalReplace();
            config = with(config, run.ask("delete-if-match", () -> writes.delete(quoting)));
            run.ask("multipart", multipart::multipart);
            config = with(config, run.ask("multipart-conditions", () -> multipart.conditions(quoting, replaces)));
            config = with(config, run.ask("batch-delete", writes::deleteBatch));
            run.ask("copy-conditions", () -> writes.copyConditions(quoting));
            run.ask("list-order", lists::order);
            run.ask("start-after", lists::startAfter);
            run.ask("list-pages", lists::pages);
            return config;
        }
    }

    private static S3Config checksums(S3Config reached, S3Secrets secrets, ProbeRun run) throws StorageException {
        S3Config with = ConfigCodec.with(reached, Map.of("checksums", S3Checksums.WHEN_SUPPORTED.name()));
        S3Config without = ConfigCodec.with(reached, Map.of("checksums", S3Checksums.WHEN_REQUIRED.name()));
        ProbeFinding finding = run.ask("checksums", () -> {
            try (S3Link link = S3Link.open(with, secrets, run.runtime())) {
                S3WriteTrials trials = new S3WriteTrials(new S3Trial(link.calls(), run));
                if (trials.takesUploads()) {
                    return trials.checksums();
                }
            }
            try (S3Link link = S3Link.open(without, secrets, run.runtime())) {
                return new S3WriteTrials(new S3Trial(link.calls(), run)).takesUploads()
                        ? ProbeFinding.deviates("refuses uploads that have one")
                                .with("checksums", S3Checksums.WHEN_REQUIRED)
                        : ProbeFinding.unknown("uploads fail with and without");
            }
        });
        return with(reached, finding);
    }

    /** What the races of the contract have shown after the questions of the protocol were answered well. */
    private static S3Config raced(S3Config config, ProbeRun run) throws StorageException {
        S3Config raced = config;
        if (deviates(run, "create-only")) {
            raced = ConfigCodec.with(raced, Map.of("conditionalCreate", "false"));
        }
        if (deviates(run, "replace-version")) {
            raced = ConfigCodec.with(raced, Map.of("conditionalReplace", "false"));
        }
        return raced;
    }

    private static boolean deviates(ProbeRun run, String probe) {
        Optional<ProbeFinding> finding = run.found(probe);
        return finding.filter(found -> found.verdict() == ProbeFinding.Verdict.DEVIATES)
                .isPresent();
    }

    private static S3Config with(S3Config config, ProbeFinding finding) throws StorageException {
        return ConfigCodec.with(config, finding.settings());
    }
}
