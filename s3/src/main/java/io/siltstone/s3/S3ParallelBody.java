package io.siltstone.s3;

import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;

/**
 * The whole of a large object: its first part from the answer that began it, the others fetched ahead at the same time,
 * each pinned to the same version. Who reads only a beginning causes no more than that: fetching ahead begins with the
 * second half of the first part. For one thread.
 */
final class S3ParallelBody extends InputStream {

    private final S3Body first;
    private final S3Ranges ranges;
    private final S3Threads threads;
    private final int partBytes;
    private final int ahead;
    private final Deque<Future<byte[]>> coming = new ArrayDeque<>();
    /** What was read to its end, to be filled again: large arrays that are new each time cost as much as the reading. */
    private final Deque<byte[]> spare = new ArrayDeque<>();

    private byte[] part = new byte[0];
    private int at;
    private long position;
    private long asked;
    private boolean firstEnded;

    S3ParallelBody(S3Body first, S3Ranges ranges, S3Threads threads, S3Config config) {
        this.first = first;
        this.ranges = ranges;
        this.threads = threads;
        this.partBytes = (int) config.partBytes();
        this.ahead = config.partsInFlight();
        this.asked = partBytes;
    }

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
        int n = position < partBytes ? readFirst(buffer, offset, length) : readPart(buffer, offset, length);
        position += Math.max(n, 0);
        return n;
    }

    private int readFirst(byte[] buffer, int offset, int length) throws StorageException {
        return first.read(buffer, offset, (int) Math.min(length, partBytes - position));
    }

    private int readPart(byte[] buffer, int offset, int length) throws StorageException {
        if (!firstEnded) {
            firstEnded = true;
            first.close();
        }
        if (at == part.length) {
            Future<byte[]> next = coming.poll();
            if (next == null) {
                return -1;
            }
            byte[] read = part;
            part = S3Threads.await(next, ranges.context());
            at = 0;
            if (read.length == partBytes) {
                spare.push(read);
            }
            askAhead();
        }
        int n = Math.min(length, part.length - at);
        System.arraycopy(part, at, buffer, offset, n);
        at += n;
        return n;
    }

    /** One part less than may be in flight: the one that is being read counts too. */
    private void askAhead() {
        while (coming.size() < Math.max(1, ahead - 1) && asked < ranges.sizeBytes()) {
            long from = asked;
            int length = (int) Math.min(partBytes, ranges.sizeBytes() - from);
            byte[] into = length < partBytes || spare.isEmpty() ? new byte[length] : spare.pop();
            coming.add(threads.submit(() -> {
                ranges.fetch(from, into);
                return into;
            }));
            asked += length;
        }
    }

    @Override
    public void close() {
        coming.forEach(part -> part.cancel(true));
        coming.clear();
        spare.clear();
        first.close();
    }
}
