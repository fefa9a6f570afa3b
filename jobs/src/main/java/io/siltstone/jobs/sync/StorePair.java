package io.siltstone.jobs.sync;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
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

    private StorePair(Storage source, Storage target) {
        this.source = source;
        this.target = target;
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
            throw pair.same();
        }
        Optional<Path> a = source.location().localPath();
        Optional<Path> b = target.location().localPath();
        if (a.isPresent() && b.isPresent()) {
            pair.requireApart(real(a.get()), real(b.get()));
        }
        if (probing) {
            pair.probe(random);
        } else {
            pair.requireOtherNames();
        }
    }

    /** What tells a source from others, spelled one way. */
    static String nameOf(Storage storage) {
        return storage.location()
                .localPath()
                .map(path -> "file:" + real(path))
                .orElseGet(() -> storage.location().root());
    }

    private void requireApart(Path a, Path b) throws ConfigurationException {
        if (a.equals(b)) {
            throw same();
        }
        if (b.startsWith(a)) {
            throw targetInside();
        }
        if (a.startsWith(b)) {
            throw sourceInside();
        }
    }

    private void requireOtherNames() throws ConfigurationException {
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

    private void probe(RandomGenerator random) throws StorageException {
        byte[] nonce = new byte[PROBE_BYTES];
        random.nextBytes(nonce);
        String name = "probe-" + HexFormat.of().formatHex(nonce);
        SystemObjects here = SystemObjects.of(target.backend());
        here.write(name, name.getBytes(StandardCharsets.UTF_8), WriteMode.REPLACE);
        try {
            if (SystemObjects.of(source.backend()).read(name, name.length()).isPresent()) {
                throw same();
            }
            Optional<String> inside = below(root(source), root(target));
            if (inside.isPresent() && source.exists(inside.get() + "/.siltstone/ledger/" + name)) {
                throw targetInside();
            }
        } finally {
            here.delete(name);
        }
        Optional<String> outside = below(root(target), root(source));
        if (outside.isPresent() && targetShows(outside.get())) {
            throw sourceInside();
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

    private static String root(Storage storage) {
        String root = storage.location().root();
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

    private ConfigurationException same() {
        return refused("source and target are the same store");
    }

    private ConfigurationException targetInside() {
        return refused("the target lies inside the source");
    }

    private ConfigurationException sourceInside() {
        return refused("the source lies inside the target");
    }

    private ConfigurationException refused(String reason) {
        return new ConfigurationException(
                ErrorContext.of(Operation.OPEN, root(target)), reason + ", `" + root(source) + "`");
    }
}
