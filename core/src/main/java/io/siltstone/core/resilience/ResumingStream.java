package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of one version of an object, each once: where they break off, they go on at the same offset, of the same
 * version; also where they come too slowly for too long. Where the store cannot pin a version, the break is an error.
 */
final class ResumingStream extends InputStream {

    /** After that many bytes a read is doing well: its retries and its deadline are counted anew. */
    private static final long PROGRESS_BYTES = 1 << 20;

    private final Backend inner;
    private final RetryLoop loop;
    private final ObjectInfo info;
    private final ByteRange.Extent extent;
    private final Optional<String> version;
    private final SpeedFloor floor;
    private Effort effort;
    private ObjectContent content;
    private long delivered;
    private long deliveredBefore;
    private SpeedFloor.Speed speed = SpeedFloor.Speed.ENOUGH;

    /**
     * @param content what was opened, of which nothing was read
     * @param version what pins further requests; empty where the store cannot
     * @param effort under which it was opened
     */
    ResumingStream(Backend inner, RetryLoop loop, ObjectContent content, Optional<String> version, Effort effort) {
        this.inner = inner;
        this.loop = loop;
        this.content = content;
        this.info = content.info();
        this.extent = content.extent();
        this.version = version;
        this.effort = effort;
        this.floor = new SpeedFloor(loop.nanoTime());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (version.isPresent()) {
            holdToFloor();
        }
        while (true) {
            try {
                floor.asked();
                int n = content.stream().read(buffer, offset, length);
                delivered += Math.max(n, 0);
                SpeedFloor.Speed now = floor.gave(Math.max(n, 0));
                speed = delivered < extent.lengthBytes() ? now : SpeedFloor.Speed.ENOUGH;
                return n;
            } catch (StorageException e) {
                goOn(e);
            } catch (IOException e) {
                goOn(new UnavailableException(context(), "the content broke off: " + e.getMessage(), e));
            }
        }
    }

    @Override
    public int available() throws IOException {
        return content.stream().available();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private void holdToFloor() throws StorageException {
        if (speed == SpeedFloor.Speed.ENOUGH) {
            return;
        }
        TimeoutException slow = new TimeoutException(
                context(), "the content came at less than " + SpeedFloor.BYTES_PER_SECOND + " bytes a second");
        if (speed == SpeedFloor.Speed.STUCK) {
            goOn(slow);
            return;
        }
        // Neither a failure of the store nor a retry: bytes came all the time.
        loop.released(effort);
        effort = loop.again(effort);
        deliveredBefore = delivered;
        reopen(slow);
    }

    private void goOn(StorageException error) throws StorageException {
        loop.record(effort, error);
        if (version.isEmpty() || delivered >= extent.lengthBytes()) {
            throw error;
        }
        if (delivered - deliveredBefore >= PROGRESS_BYTES || effort.retries() == 0) {
            effort = loop.again(effort);
        }
        if (delivered > deliveredBefore) {
            // Damage counts in a row: at the same byte.
            effort.forgive(Verdict.DAMAGED);
        }
        deliveredBefore = delivered;
        loop.pause(effort, error, Optional.empty());
        reopen(error);
    }

    /** Asks for what is missing, after the content that gave it no longer. */
    private void reopen(StorageException error) throws StorageException {
        closeBroken(error);
        floor.forget();
        speed = SpeedFloor.Speed.ENOUGH;
        long remaining = extent.lengthBytes() - delivered;
        ByteRange rest = ByteRange.of(extent.offset() + delivered, remaining);
        content = loop.run(effort, () -> checked(inner.read(info.key(), new ReadOptions(rest, version)), remaining));
    }

    private void closeBroken(StorageException error) {
        try {
            content.close();
        } catch (IOException e) {
            error.addSuppressed(e);
        }
    }

    private ObjectContent checked(ObjectContent next, long remaining) throws StorageException {
        boolean goesOn = next.info().version().equals(version)
                && next.extent().offset() == extent.offset() + delivered
                && next.extent().lengthBytes() == remaining;
        if (goesOn) {
            return next;
        }
        ChangedDuringReadException changed = new ChangedDuringReadException(
                context(), "after " + delivered + " bytes the store went on with another object or range");
        try {
            next.close();
        } catch (IOException e) {
            changed.addSuppressed(e);
        }
        throw changed;
    }

    private ErrorContext context() {
        return loop.context(Operation.READ, info.key().value());
    }
}
