package io.siltstone.jobs.ledger;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.error.InvalidKeyException;
import java.util.Optional;

/**
 * One line of a segment: an entry, or that a key has none any more. Fields are parted by tabs, which neither a key nor an
 * escaped version holds.
 *
 * @param key what the line is about
 * @param entry empty where the key is to be forgotten
 */
record LedgerLine(ObjectKey key, Optional<LedgerEntry> entry) {

    private static final String FORGOTTEN = "-";

    static LedgerLine of(LedgerEntry entry) {
        return new LedgerLine(entry.key(), Optional.of(entry));
    }

    static LedgerLine forget(ObjectKey key) {
        return new LedgerLine(key, Optional.empty());
    }

    /** The text without a line end. */
    String text() {
        if (entry.isEmpty()) {
            return key + "\t" + FORGOTTEN;
        }
        LedgerEntry held = entry.get();
        return String.join(
                "\t",
                key.value(),
                Long.toString(held.sizeBytes()),
                held.sha256().hex(),
                Escapes.escape(held.sourceVersion()),
                Escapes.escape(held.targetVersion()));
    }

    /**
     * The line that the text is.
     *
     * @throws IllegalArgumentException if it is none
     */
    static LedgerLine parse(String text) {
        String[] fields = text.split("\t", -1);
        try {
            ObjectKey key = ObjectKey.of(fields[0]);
            if (fields.length == 2 && fields[1].equals(FORGOTTEN)) {
                return forget(key);
            }
            if (fields.length == 5) {
                return of(new LedgerEntry(
                        key,
                        Long.parseLong(fields[1]),
                        new Sha256(fields[2]),
                        Escapes.unescape(fields[3]),
                        Escapes.unescape(fields[4])));
            }
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the key of a line is none", e);
        }
        throw new IllegalArgumentException("a line has " + fields.length + " fields");
    }
}
