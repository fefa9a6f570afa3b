package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object on its way up in parts, several at once. It begins with the first part, and {@link #close} without {@link
 * #complete} takes everything back. For one thread.
 */
final class S3Parts implements AutoCloseable {

    private final S3Multipart multipart;
    private final S3Threads threads;
    private final S3PartSize partSize;
    private final ErrorContext context;
    private final S3Calls calls;
    private final S3Object object;
    private final Deque<Future<CompletedPart>> inFlight = new ArrayDeque<>();
    private final List<CompletedPart> done = new ArrayList<>();
    private int number;
    private long bytes;
    private boolean begun;
    private boolean ended;

    S3Parts(S3Calls calls, S3Threads threads, S3Object object, S3PartSize partSize, ErrorContext context) {
        this.calls = calls;
        this.threads = threads;
        this.object = object;
        this.context = context;
        this.multipart = new S3Multipart(calls, object.key(), context);
        this.partSize = partSize;
    }

    /** Whether nothing has been sent, and a single request may still do. */
    boolean isEmpty() {
        return number == 0;
    }

    /** How large the next part is to be, but for the last. */
    int nextPartBytes() {
        return partSize.of(number + 1);
    }

    /** Sends a part, which nobody may change any more; waits where too many are under way. */
    void add(byte[] buffer, int length) throws StorageException {
        calls.requireOpen();
        if (number == 0) {
            begin();
        }
        if (number == S3Limits.MAX_PARTS) {
            throw new UnsupportedException(context, "the object needs more than " + number + " parts");
        }
        number++;
        bytes += length;
        int part = number;
        try {
            S3Threads.Hold hold = threads.hold(length);
            inFlight.add(threads.submit(hold, () -> multipart.upload(part, buffer, length)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(context, "the thread was interrupted");
        }
        while (!inFlight.isEmpty() && inFlight.element().isDone()) {
            settle();
        }
    }

    private void begin() throws StorageException {
        boolean losesCondition = !(object.options().mode() instanceof WriteMode.Replace)
                && !calls.config().conditionalMultipart();
        if (losesCondition) {
            throw S3Upload.tooLargeForOne(context);
        }
        multipart.create(object.metadata());
        begun = true;
        calls.liveUploads().add(multipart.uploadId());
    }

    private void settle() throws StorageException {
        done.add(S3Threads.await(inFlight.remove(), context));
    }

    /** Joins the parts and publishes. Whatever it throws, the parts are not kept. */
    ObjectInfo complete(WriteMode mode) throws StorageException {
        calls.requireOpen();
        while (!inFlight.isEmpty()) {
            settle();
        }
        ObjectInfo info = multipart.complete(done, bytes, mode);
        ended = true;
        calls.liveUploads().remove(multipart.uploadId());
        return info;
    }

    @Override
    public void close() {
        if (!ended && begun) {
            // A part that arrives after the abort would stay, and be paid for.
            inFlight.forEach(S3Parts::await);
            multipart.abortQuietly();
            calls.liveUploads().remove(multipart.uploadId());
        }
        ended = true;
    }

    /** Waits for a part whatever becomes of it. */
    static void await(Future<CompletedPart> part) {
        boolean interrupted = false;
        while (true) {
            try {
                part.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
