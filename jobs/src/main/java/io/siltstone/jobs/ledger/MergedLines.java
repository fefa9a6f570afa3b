package io.siltstone.jobs.ledger;

import io.siltstone.core.SystemObjects;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The lines of several segments in the order of keys, for each key that of the newest segment alone. To be closed. */
final class MergedLines implements AutoCloseable {

    private final List<SegmentReader> readers = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>();

    /** What a segment has next; the newer one comes first where keys are the same. */
    private record Head(LedgerLine line, int age, SegmentReader reader) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int byKey = line.key().compareTo(other.line.key());
            return byKey != 0 ? byKey : Integer.compare(age, other.age);
        }
    }

    /** @param names the segments, from the oldest to the newest */
    static MergedLines open(SystemObjects system, List<String> names) throws StorageException {
        MergedLines merged = new MergedLines();
        try {
            for (int i = 0; i < names.size(); i++) {
                SegmentReader reader = SegmentReader.open(system, names.get(i));
                merged.readers.add(reader);
                merged.offer(reader, names.size() - i);
            }
            return merged;
        } catch (StorageException | RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    private void offer(SegmentReader reader, int age) {
        reader.head().ifPresent(line -> heads.add(new Head(line, age, reader)));
    }

    /** The next line; empty after the last. */
    Optional<LedgerLine> next() throws StorageException {
        Head newest = heads.poll();
        if (newest == null) {
            return Optional.empty();
        }
        advance(newest);
        for (Head older = heads.peek();
                older != null && older.line().key().equals(newest.line().key());
                older = heads.peek()) {
            heads.remove();
            advance(older);
        }
        return Optional.of(newest.line());
    }

    private void advance(Head head) throws StorageException {
        head.reader().advance();
        offer(head.reader(), head.age());
    }

    @Override
    public void close() {
        readers.forEach(SegmentReader::close);
    }
}
