package io.siltstone.jobs.ledger;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a ledger beside a listing. A ledger only saves work: one that cannot be read to its end has no entries from
 * there on, and {@link #failure} tells why. To be closed. For one thread.
 */
public final class LedgerCursor implements AutoCloseable {

    private final Opener opener;
    private @Nullable MergedLines lines;
    private @Nullable StorageException failure;
    private Optional<LedgerLine> head = Optional.empty();
    private boolean begun;

    /** Opens what is read. */
    @FunctionalInterface
    interface Opener {
        MergedLines open() throws StorageException;
    }

    LedgerCursor(Opener opener) {
        this.opener = opener;
    }

    /**
     * The entry of a key. Keys must rise from call to call.
     *
     * @param passed is told the entries of keys that were not asked for
     */
    public Optional<LedgerEntry> at(ObjectKey key, Consumer<LedgerEntry> passed) {
        begin();
        while (head.isPresent() && head.get().key().compareTo(key) < 0) {
            head.get().entry().ifPresent(passed);
            advance();
        }
        Optional<LedgerLine> found = head.filter(line -> line.key().equals(key));
        if (found.isPresent()) {
            advance();
        }
        return found.flatMap(LedgerLine::entry);
    }

    /** Why the ledger could not be read to its end; empty while it can. */
    public Optional<StorageException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the ledger itself is broken, and not the way to it. */
    public boolean isDamaged() {
        return failure instanceof IntegrityException || failure instanceof NotFoundException;
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        try {
            lines = opener.open();
            head = lines.next();
        } catch (StorageException e) {
            giveUp(e);
        }
    }

    private void advance() {
        MergedLines open = lines;
        if (open == null) {
            head = Optional.empty();
            return;
        }
        try {
            head = open.next();
        } catch (StorageException e) {
            giveUp(e);
        }
    }

    private void giveUp(StorageException e) {
        failure = e;
        head = Optional.empty();
        close();
    }

    @Override
    public void close() {
        MergedLines open = lines;
        lines = null;
        if (open != null) {
            open.close();
        }
    }
}
