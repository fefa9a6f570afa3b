package io.siltstone.s3;

import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a large object: its first part from the answer that began it, the others fetched ahead at the same time,
 * each pinned to the same version. Who reads only a beginning causes no more than that: fetching ahead begins with the
 * second half of the first part. What is fetched ahead has room in the store's budget; without room the next part is read
 * as it arrives. For one thread.
 */
final class S3ParallelBody extends InputStream {

    private final S3Ranges ranges;
    private final S3Threads threads;
    private final int partBytes;
    private final int ahead;
    private final Deque<Part> coming = new ArrayDeque<>();
    /** What was read to its end, to be filled again: large arrays that are new each time cost as much as the reading. */
    private final Deque<Room> spare = new ArrayDeque<>();

    private S3Body answer;
    private @Nullable Part part;
    private long left;
    private long position;
    private long asked;

    S3ParallelBody(S3Body first, S3Ranges ranges, S3Threads threads, S3Config config) {
        this.answer = first;
        this.ranges = ranges;
        this.threads = threads;
        this.partBytes = (int) config.partBytes();
        this.ahead = config.partsInFlight();
        this.left = partBytes;
        this.asked = partBytes;
    }

    /**
     * Memory for one part.
     *
     * @param bytes of the size of a part
     * @param hold what the store's budget gave for it
     */
    private record Room(byte[] bytes, S3Threads.Hold hold) {}

    /**
     * A part that is fetched.
     *
     * @param fetched done when it is there
     * @param room where it comes, from its beginning
     * @param length of the part
     */
    private record Part(Future<?> fetched, Room room, int length) {}

    @Override
    public int read() throws StorageException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws StorageException {
        if (length == 0) {
            return 0;
        }
        if (position >= partBytes / 2) {
            askAhead();
        }
        if (left == 0 && !next()) {
            return -1;
        }
        int n = take(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(n, 0);
        position += Math.max(n, 0);
        return n;
    }

    private int take(byte[] buffer, int offset, int length) throws StorageException {
        if (part == null) {
            return answer.read(buffer, offset, length);
        }
        System.arraycopy(part.room().bytes(), part.length() - (int) left, buffer, offset, length);
        return length;
    }

    /** From a piece that was read to the one behind it; false behind the last. */
    private boolean next() throws StorageException {
        answer.close();
        if (part != null) {
            spare.push(part.room());
            part = null;
        }
        Part first = coming.peek();
        if (first != null) {
            S3Threads.await(first.fetched(), ranges.context());
            part = coming.remove();
            left = part.length();
        } else if (asked < ranges.sizeBytes()) {
            long from = asked;
            int length = lengthAt(from);
            answer = ranges.open(from, length);
            asked += length;
            left = length;
        }
        askAhead();
        return left > 0;
    }

    /** One part less than may be in flight: the one that is being read counts too. */
    private void askAhead() {
        while (coming.size() < Math.max(1, ahead - 1) && asked < ranges.sizeBytes()) {
            Optional<Room> room = room();
            if (room.isEmpty()) {
                return;
            }
            int length = lengthAt(asked);
            coming.add(fetch(room.get(), asked, length));
            asked += length;
        }
        giveBack();
    }

    private Part fetch(Room into, long from, int length) {
        try {
            Future<?> fetched = threads.submit(() -> {
                ranges.fetch(from, into.bytes(), length);
                return length;
            });
            return new Part(fetched, into, length);
        } catch (IllegalStateException closed) {
            into.hold().release();
            throw closed;
        }
    }

    private Optional<Room> room() {
        return spare.isEmpty()
                ? threads.tryHold(partBytes).map(hold -> new Room(new byte[partBytes], hold))
                : Optional.of(spare.pop());
    }

    private int lengthAt(long from) {
        return (int) Math.min(partBytes, ranges.sizeBytes() - from);
    }

    private void giveBack() {
        spare.forEach(room -> room.hold().release());
        spare.clear();
    }

    @Override
    public void close() {
        for (Part each : coming) {
            each.fetched().cancel(true);
            spare.push(each.room());
        }
        coming.clear();
        if (part != null) {
            spare.push(part.room());
            part = null;
        }
        giveBack();
        answer.close();
    }
}
