package io.siltstone.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Stages the blocks of one blob side by side, each with its MD5, under ids that no other writer has: of one width, random,
 * and ending in the block's number. What is under way when the upload fails ends by itself; the service drops blocks that
 * nobody commits after a week.
 */
final class AzureBlobStager {

    private static final int NONCE_BYTES = AzureBlobLimits.BLOCK_ID_BYTES - Integer.BYTES;

    private final AzureBlobClient client;
    private final AzureBlobLanes lanes;
    private final BlockBlobClient blob;
    private final ErrorContext context;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final List<String> ids = new ArrayList<>();
    private final Deque<Future<?>> inFlight = new ArrayDeque<>();

    AzureBlobStager(
            AzureBlobClient client,
            AzureBlobLanes lanes,
            BlockBlobClient blob,
            RandomGenerator random,
            ErrorContext context) {
        this.client = client;
        this.lanes = lanes;
        this.blob = blob;
        this.context = context;
        random.nextBytes(nonce);
    }

    /** The blocks that were staged, in their order. */
    List<String> ids() {
        return ids;
    }

    /** Stages a block; may return before the service has it. The bytes must not change any more. */
    void stage(byte[] bytes, int length) throws StorageException {
        String id = nextId();
        start(() -> send(id, bytes, length));
    }

    /** Sends a request that stages a block in some other way. */
    void start(AzureBlobLanes.Request request) throws StorageException {
        inFlight.add(lanes.start(request, context));
        while (!inFlight.isEmpty() && inFlight.peek().isDone()) {
            settle(inFlight.remove());
        }
    }

    /** Waits until the service has every block. */
    void finish() throws StorageException {
        while (!inFlight.isEmpty()) {
            settle(inFlight.remove());
        }
    }

    /** The id for the next block. */
    String nextId() throws UnsupportedException {
        if (ids.size() == AzureBlobLimits.MAX_BLOCKS) {
            throw new UnsupportedException(
                    context,
                    "the object has more than " + AzureBlobLimits.MAX_BLOCKS
                            + " blocks; a larger `blockSizeBytes` holds it");
        }
        byte[] id = ByteBuffer.allocate(AzureBlobLimits.BLOCK_ID_BYTES)
                .put(nonce)
                .putInt(ids.size())
                .array();
        ids.add(Base64.getEncoder().encodeToString(id));
        return ids.get(ids.size() - 1);
    }

    private void send(String id, byte[] bytes, int length) throws StorageException {
        BlockBlobStageBlockOptions options = new BlockBlobStageBlockOptions(
                        id, BinaryData.fromByteBuffer(ByteBuffer.wrap(bytes, 0, length)))
                .setContentMd5(AzureBlobDigest.md5(bytes, 0, length));
        client.ask(context, () -> blob.stageBlockWithResponse(options, null, Context.NONE));
    }

    private void settle(Future<?> sent) throws StorageException {
        try {
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AzureBlobErrors.cancelled(context);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException typed) {
                throw typed;
            }
            throw new IllegalStateException("a block could not be sent", e.getCause());
        }
    }
}
