package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.files.QueryCache;
import io.siltstone.duckdb.query.QuerySettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where queries keep what they fetch from stores that are not on this machine. */
final class CacheOptions {

    static final String VARIABLE = "SILTSTONE_CACHE";

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where files of remote stores are kept for the next query. Default: SILTSTONE_CACHE, then"
                    + " siltstone in XDG_CACHE_HOME or ~/.cache.")
    private Optional<String> directory = Optional.empty();

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            description = "How much stays there after a query: 10GiB; 0 keeps nothing.")
    private String size = "10GiB";

    @Option(names = "--no-cache", description = "Fetch every file anew and keep none.")
    private boolean none;

    /** The settings with a cache, where the store needs one and there is a place for it. */
    QuerySettings apply(QuerySettings settings, Storage storage, Session session)
            throws StorageException, CliException {
        long maxBytes = Sizes.parse("--cache-size", size);
        Optional<Path> place = place(session.environment());
        if (none || place.isEmpty() || storage.location().localPath().isPresent()) {
            return settings;
        }
        return settings.withCache(
                QueryCache.open(place.get(), maxBytes, session.runtime().clock()));
    }

    private Optional<Path> place(Map<String, String> environment) {
        return directory
                .or(() -> variable(environment, VARIABLE))
                .map(Path::of)
                .or(() -> variable(environment, "XDG_CACHE_HOME").map(home -> Path.of(home, "siltstone")))
                .or(() -> variable(environment, "HOME").map(home -> Path.of(home, ".cache", "siltstone")));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
