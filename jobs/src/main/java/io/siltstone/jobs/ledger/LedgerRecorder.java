package io.siltstone.jobs.ledger;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.ledger.LedgerManifest.Retired;
import io.siltstone.jobs.ledger.LedgerManifest.Run;
import io.siltstone.jobs.ledger.LedgerManifest.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes what a run proves. Becomes durable in pieces; what was not written when the process dies is proven again by a
 * later run. Writes nothing where there is nothing to note. For one thread.
 */
public final class LedgerRecorder {

    private final Ledger ledger;
    private final String run;
    private final List<String> lines = new ArrayList<>();
    private long movedBytes;
    private int written;

    LedgerRecorder(Ledger ledger, String run) {
        this.ledger = ledger;
        this.run = run;
    }

    /** Notes an entry; keys must rise from call to call. */
    public void record(LedgerEntry entry, long moved) throws StorageException {
        lines.add(LedgerLine.of(entry).text());
        movedBytes += moved;
        flushWhenDue();
    }

    /** Notes that a key has no entry any more. */
    public void forget(ObjectKey key) throws StorageException {
        lines.add(LedgerLine.forget(key).text());
        flushWhenDue();
    }

    private void flushWhenDue() throws StorageException {
        if (lines.size() >= LedgerLimits.SEGMENT_LINES || movedBytes >= LedgerLimits.SEGMENT_MOVED_BYTES) {
            flush();
        }
    }

    /** Makes durable what was noted so far. */
    public void flush() throws StorageException {
        if (lines.isEmpty()) {
            return;
        }
        if (written == 0) {
            ledger.register();
            ledger.update(manifest -> manifest.withRun(new Run(run, ledger.now(), 0)));
        }
        Segment segment = new Segment(nextName(), 0);
        ledger.system().write(ledger.name(segment.name()), text(), WriteMode.REPLACE);
        LedgerManifest manifest = noted(before -> before.plus(segment));
        lines.clear();
        movedBytes = 0;
        merge(manifest);
    }

    /**
     * Makes durable what is left, and clears away what was merged long ago.
     *
     * @param damaged whether the segments that were there when the ledger was opened cannot be read
     */
    public void finish(boolean damaged) throws StorageException {
        flush();
        if (damaged) {
            ledger.update(manifest -> manifest.without(ledger.openedSegments(), ledger.now()));
        }
        if (written > 0 || damaged) {
            cleanUp(ledger.update(manifest -> manifest.withoutRun(run)));
        }
    }

    private interface Change {
        LedgerManifest of(LedgerManifest manifest);
    }

    private LedgerManifest noted(Change change) throws StorageException {
        return ledger.update(manifest -> change.of(manifest).withRun(new Run(run, ledger.now(), written)));
    }

    private String nextName() {
        return run + "-" + written++;
    }

    private byte[] text() {
        StringBuilder text = new StringBuilder(SegmentText.HEADER).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        text.append(SegmentText.end(lines.size())).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void merge(LedgerManifest from) throws StorageException {
        LedgerManifest manifest = from;
        for (List<Segment> old = manifest.mergeable(); !old.isEmpty(); old = manifest.mergeable()) {
            List<Segment> parts = List.copyOf(old);
            Segment merged = new Segment(nextName(), parts.get(0).level() + 1);
            try {
                write(merged, parts, manifest.isOldest(parts.get(0)));
            } catch (StorageException e) {
                // The parts stay as they are; who cannot read them says so.
                return;
            }
            Instant now = ledger.now();
            manifest = noted(before -> before.merged(parts, merged, now));
            if (!manifest.segments().contains(merged)) {
                ledger.system().delete(ledger.name(merged.name()));
                return;
            }
        }
    }

    private void write(Segment merged, List<Segment> parts, boolean oldest) throws StorageException {
        List<String> names =
                parts.stream().map(part -> ledger.name(part.name())).toList();
        try (MergedLines from = MergedLines.open(ledger.system(), names);
                ObjectWriter writer = ledger.system().openWriter(ledger.name(merged.name()))) {
            writer.write((SegmentText.HEADER + "\n").getBytes(StandardCharsets.UTF_8));
            long count = 0;
            StringBuilder chunk = new StringBuilder();
            for (Optional<LedgerLine> line = from.next(); line.isPresent(); line = from.next()) {
                if (oldest && line.get().entry().isEmpty()) {
                    continue;
                }
                count++;
                chunk.append(line.get().text()).append('\n');
                if (chunk.length() > 64 << 10) {
                    writer.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
                    chunk.setLength(0);
                }
            }
            chunk.append(SegmentText.end(count)).append('\n');
            writer.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
            writer.commit();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(
                    ErrorContext.of(Operation.WRITE, "ledger", merged.name()), "writing failed: " + e.getMessage(), e);
        }
    }

    private void cleanUp(LedgerManifest manifest) throws StorageException {
        Instant before = ledger.now().minus(LedgerLimits.GRACE);
        for (Retired retired : manifest.retired()) {
            if (retired.since().isBefore(before)) {
                ledger.system().delete(ledger.name(retired.name()));
            }
        }
        for (Run dead : manifest.runs()) {
            if (dead.touched().isBefore(before)) {
                ledger.system().delete(ledger.name(dead.id() + "-" + dead.next()));
            }
        }
        ledger.update(now -> now.cleanedUp(before));
    }
}
