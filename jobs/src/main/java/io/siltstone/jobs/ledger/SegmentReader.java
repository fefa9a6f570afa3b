package io.siltstone.jobs.ledger;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a segment line by line. To be closed. */
final class SegmentReader implements AutoCloseable {

    private final String name;
    private final ObjectContent content;
    private final BufferedReader reader;
    private @Nullable LedgerLine head;
    private long count;

    private SegmentReader(String name, ObjectContent content) {
        this.name = name;
        this.content = content;
        this.reader = new BufferedReader(new InputStreamReader(content.stream(), StandardCharsets.UTF_8), 32 << 10);
    }

    /**
     * Opens the segment and reads its first line.
     *
     * @throws IntegrityException if it is none
     */
    static SegmentReader open(SystemObjects system, String name) throws StorageException {
        SegmentReader segment = new SegmentReader(name, system.open(name));
        try {
            if (!SegmentText.HEADER.equals(segment.readLine())) {
                throw segment.damaged("it does not begin as one", null);
            }
            segment.advance();
            return segment;
        } catch (StorageException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    /** The line that is next; empty after the last. */
    Optional<LedgerLine> head() {
        return Optional.ofNullable(head);
    }

    /**
     * Goes on to the next line.
     *
     * @throws IntegrityException if the segment is damaged from there on
     */
    void advance() throws StorageException {
        LedgerLine before = head;
        head = null;
        String text = readLine();
        if (text == null) {
            throw damaged("it is cut", null);
        }
        if (text.startsWith(SegmentText.END)) {
            if (!text.equals(SegmentText.end(count)) || readLine() != null) {
                throw damaged("it does not end as one", null);
            }
            return;
        }
        LedgerLine line;
        try {
            line = LedgerLine.parse(text);
        } catch (IllegalArgumentException e) {
            throw damaged("a line of it is none", e);
        }
        if (before != null && line.key().compareTo(before.key()) <= 0) {
            throw damaged("its keys do not rise", null);
        }
        count++;
        head = line;
    }

    private @Nullable String readLine() throws StorageException {
        try {
            return reader.readLine();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context(), "reading failed: " + e.getMessage(), e);
        }
    }

    private IntegrityException damaged(String reason, @Nullable Throwable cause) {
        return new IntegrityException(context(), "the ledger's segment is damaged: " + reason, cause);
    }

    private ErrorContext context() {
        return ErrorContext.of(Operation.READ, "ledger", name);
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            // It was only read.
            return;
        }
    }
}
