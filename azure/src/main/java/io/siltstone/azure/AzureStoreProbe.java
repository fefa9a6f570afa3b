package io.siltstone.azure;

import io.siltstone.core.Backend;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ContractProbes;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.ProbeRun;
import io.siltstone.core.probe.StoreProbe;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a container in the words of the protocol, and then what the contract promises. There is no dialect to set. */
public final class AzureStoreProbe implements StoreProbe<AzureBlobConfig> {

    /** "Create a service SAS": the end of its validity. */
    private static final Pattern END = Pattern.compile("(?:^|[?&])se=([^&]+)");

    @Override
    public Class<AzureBlobConfig> configType() {
        return AzureBlobConfig.class;
    }

    @Override
    public ProbeReport probe(AzureBlobConfig config, ProbeRun run) throws StorageException {
        AzureBlobCredentials credentials = AzureBlobCredentials.of(run.runtime().environment());
        try (Backend store = AzureBlobBackend.open(config, credentials, run.runtime())) {
            int leftovers;
            try {
                ask(config, credentials, run);
                ContractProbes.ask(store, run);
            } finally {
                leftovers = run.clear(store);
            }
            return run.report(config, Set.of(), leftovers);
        }
    }

    private static void ask(AzureBlobConfig config, AzureBlobCredentials credentials, ProbeRun run)
            throws StorageException {
        AzureBlobAccess access = AzureBlobAccess.of(config, credentials);
        AzureBlobConfig settled =
                config.withAccount(access.account(), access.endpoint().url());
        try (AzureBlobClient client = new AzureBlobClient(
                settled,
                access,
                AzureBlobCustomerKey.of(settled, credentials),
                run.runtime().clock())) {
            AzureBlobTrials trials = new AzureBlobTrials(client, settled, run);
            run.ask("credentials", () -> credentials(access, client, run));
            run.ask("clock", trials::clock);
            run.ask("checksums", trials::checksums);
            run.ask("uncommitted-blocks", trials::uncommittedBlocks);
            run.ask("create-over-uncommitted", trials::createOverUncommitted);
            run.ask("range-at-end", trials::rangeAtEnd);
            run.ask("list-order", trials::order);
        }
    }

    private static ProbeFinding credentials(AzureBlobAccess access, AzureBlobClient client, ProbeRun run)
            throws StorageException {
        if (access.signing() instanceof AzureBlobAccess.Sas sas) {
            return ProbeFinding.ok("a shared access signature"
                    + end(sas.token().reveal())
                            .map(end -> until(end, run))
                            .orElse(", whose end is kept by the service"));
        }
        Optional<AzureBlobTokens> tokens = client.tokens();
        if (tokens.isPresent()) {
            Instant end = client.ask(
                    ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE),
                    () -> tokens.get().endsAt());
            return ProbeFinding.ok("tokens of Microsoft Entra, renewed" + until(end, run));
        }
        return ProbeFinding.ok("the account's key, without an end");
    }

    /** When a signature ends, if it says so. */
    static Optional<Instant> end(String token) {
        Matcher matcher = END.matcher(token);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String until(Instant end, ProbeRun run) {
        long minutes = Duration.between(run.runtime().clock().instant(), end).toMinutes();
        return ", until " + end + ", for " + minutes + " min";
    }
}
