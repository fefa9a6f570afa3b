package io.siltstone.jobs.sync;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Refuses two stores that are one, or one inside the other. Names tell first. Where names overlap or tell nothing, a probe
 * that is written to the target and looked for at the source decides: so two spellings of one store are found out, and two
 * servers with a bucket of the same name are not mistaken for one.
 */
final class StorePair {

    private static final int PROBE_BYTES = 16;

    private final Storage source;
    private final Storage target;
    private final Names names;

    private StorePair(Storage source, Storage target) {
        this.source = source;
        this.target = target;
        this.names = new Names(source.location(), target.location());
    }

    /**
     * Passes when neither store holds the other.
     *
     * @param probing whether the target may be written to
     * @throws ConfigurationException if one does, or if that cannot be ruled out without writing
     */
    static void requireApart(Storage source, Storage target, boolean probing, RandomGenerator random)
            throws StorageException {
        StorePair pair = new StorePair(source, target);
        if (source.backend() == target.backend()) {
            throw pair.names.same();
        }
        pair.names.requireOtherPaths();
        if (probing) {
            pair.probe(random);
        } else {
            pair.names.requireOtherRoots();
        }
    }

    static void requireApart(StoreLocation source, StoreLocation target) throws ConfigurationException {
        Names names = new Names(source, target);
        names.requireOtherPaths();
        names.requireOtherRoots();
    }

    /** What tells a source from others, spelled one way. */
    static String nameOf(Storage storage) {
        return storage.location()
                .localPath()
                .map(path -> "file:" + real(path))
                .orElseGet(() -> storage.location().root());
    }

    private void probe(RandomGenerator random) throws StorageException {
        byte[] nonce = new byte[PROBE_BYTES];
        random.nextBytes(nonce);
        String name = "probe-" + HexFormat.of().formatHex(nonce);
        SystemObjects here = SystemObjects.of(target.backend());
        here.write(name, name.getBytes(StandardCharsets.UTF_8), WriteMode.REPLACE);
        try {
            if (SystemObjects.of(source.backend()).read(name, name.length()).isPresent()) {
                throw names.same();
            }
            Optional<String> inside = below(root(source.location()), root(target.location()));
            if (inside.isPresent() && source.exists(inside.get() + "/.siltstone/ledger/" + name)) {
                throw names.targetInside();
            }
        } finally {
            here.delete(name);
        }
        Optional<String> outside = below(root(target.location()), root(source.location()));
        if (outside.isPresent() && targetShows(outside.get())) {
            throw names.sourceInside();
        }
    }

    /** Whether the target has the source's first object too, below a prefix. */
    private boolean targetShows(String prefix) throws StorageException {
        try (Listing<ObjectInfo> listing = source.listObjects("")) {
            if (!listing.hasNext()) {
                return false;
            }
            ObjectInfo first = listing.next();
            return target.stat(prefix + "/" + first.key())
                    .map(ObjectStat::info)
                    .filter(info -> info.sizeBytes() == first.sizeBytes()
                            && info.version().equals(first.version()))
                    .isPresent();
        }
    }

    private static String root(StoreLocation location) {
        String root = location.root();
        return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /** What is left of the inner root behind the outer one, at a boundary of segments. */
    private static Optional<String> below(String outer, String inner) {
        return inner.startsWith(outer + "/") ? Optional.of(inner.substring(outer.length() + 1)) : Optional.empty();
    }

    /** The path without links, as far as it exists. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.toAbsolutePath().getParent();
            Path name = path.getFileName();
            return parent == null || name == null ? path : real(parent).resolve(name);
        }
    }

    /** What the names of two stores tell. */
    private record Names(StoreLocation source, StoreLocation target) {

        void requireOtherPaths() throws ConfigurationException {
            Optional<Path> a = source.localPath().map(StorePair::real);
            Optional<Path> b = target.localPath().map(StorePair::real);
            if (a.isEmpty() || b.isEmpty()) {
                return;
            }
            if (a.equals(b)) {
                throw same();
            }
            if (b.get().startsWith(a.get())) {
                throw targetInside();
            }
            if (a.get().startsWith(b.get())) {
                throw sourceInside();
            }
        }

        void requireOtherRoots() throws ConfigurationException {
            if (root(source).equals(root(target))) {
                throw same();
            }
            if (below(root(source), root(target)).isPresent()) {
                throw targetInside();
            }
            if (below(root(target), root(source)).isPresent()) {
                throw sourceInside();
            }
        }

        ConfigurationException same() {
            return refused("source and target are the same store");
        }

        ConfigurationException targetInside() {
            return refused("the target lies inside the source");
        }

        ConfigurationException sourceInside() {
            return refused("the source lies inside the target");
        }

        private ConfigurationException refused(String reason) {
            return new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, root(target)), reason + ", `" + root(source) + "`");
        }
    }
}
