package io.siltstone.jobs.ledger;

import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The ledgers that a store keeps: one for each source that was ever copied into it. */
public final class LedgerIndex {

    private static final String NAME = "index";
    private static final int ID_DIGITS = 32;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private LedgerIndex() {}

    static String id(String source) {
        return Sha256.of(source.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
    }

    static void add(Storage target, String id) throws StorageException {
        new SharedText(target, NAME).update(before -> {
            TreeSet<String> ids = new TreeSet<>(ids(before));
            return ids.add(id) ? String.join("\n", ids) + "\n" : before;
        });
    }

    private static List<String> ids(String text) {
        return text.lines().filter(line -> ID.matcher(line).matches()).toList();
    }

    /** Reads all that is known of the objects of a store, from whatever sources, in the order of keys. */
    public static List<LedgerCursor> cursors(Storage target) throws StorageException {
        SystemObjects system = SystemObjects.of(target.backend());
        List<LedgerCursor> cursors = new ArrayList<>();
        for (String id : ids(new SharedText(target, NAME).read().orElse(""))) {
            Optional<LedgerManifest> manifest =
                    new SharedText(target, id + "/manifest").read().flatMap(LedgerManifest::parse);
            if (manifest.isPresent()) {
                List<String> names = manifest.get().segments().stream()
                        .map(segment -> id + "/" + segment.name())
                        .toList();
                cursors.add(new LedgerCursor(() -> MergedLines.open(system, names)));
            }
        }
        return cursors;
    }
}
