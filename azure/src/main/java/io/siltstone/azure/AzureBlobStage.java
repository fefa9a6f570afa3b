package io.siltstone.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.RequestConditions;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockList;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The blob in the staging area that holds one transfer, and the lease that says whose it is. The lease ends by itself when
 * its owner dies; a living one renews it. For one thread.
 */
final class AzureBlobStage {

    /** With what is left of a lease a request that takes long may still end in time. */
    private static final int RENEWED_AFTER = 3;

    private final AzureBlobClient client;
    private final String name;
    private final BlockBlobClient blob;
    private final BlobLeaseClient lease;
    private final Duration leaseTime;
    private final LongSupplier nanoTime;
    private final ErrorContext context;
    private Instant leasedAt = Instant.EPOCH;
    private long leasedNanos;

    AzureBlobStage(
            AzureBlobClient client, String name, Duration leaseTime, LongSupplier nanoTime, ErrorContext context) {
        this.client = client;
        this.name = name;
        this.blob = client.blob(name);
        this.lease = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        this.leaseTime = leaseTime;
        this.nanoTime = nanoTime;
        this.context = context;
    }

    String name() {
        return name;
    }

    /** Makes the blob, empty; false where there is one. */
    boolean create(AzureBlobStaged staged) throws StorageException {
        try {
            put(staged, new BlobRequestConditions().setIfNoneMatch("*"));
            return true;
        } catch (AlreadyExistsException there) {
            return false;
        }
    }

    /** Becomes the owner, or fails with {@code TransferBusyException}. */
    void own() throws StorageException {
        int seconds = (int) leaseTime.toSeconds();
        try {
            leased(client.ask(context, () -> lease.acquireLeaseWithResponse(seconds, null, null, Context.NONE)));
        } catch (TransferBusyException | NotFoundException notOurs) {
            throw notOurs;
        } catch (StorageException e) {
            giveBack(e);
            throw e;
        }
    }

    /** A lease that nobody uses would keep its own owner out, when he tries again, until it ends. */
    void giveBack(StorageException failure) {
        try {
            release();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    /** What the blob says of itself. */
    Optional<AzureBlobStaged> describe() throws StorageException {
        return AzureBlobStaged.of(client.ask(
                context,
                () -> blob.getPropertiesWithResponse(null, null, Context.NONE)
                        .getValue()
                        .getMetadata()));
    }

    /** Begins anew: what was staged before is not of this transfer any more. */
    void reset(AzureBlobStaged staged) throws StorageException {
        put(staged, owned());
    }

    /** The blocks that the service has, committed and not. */
    List<Block> blocks() throws StorageException {
        return blocks(client.ask(
                        context,
                        () -> blob.listBlocksWithResponse(BlockListType.ALL, lease.getLeaseId(), null, Context.NONE))
                .getValue());
    }

    static List<Block> blocks(BlockList list) {
        List<Block> all = new ArrayList<>(list.getCommittedBlocks());
        all.addAll(list.getUncommittedBlocks());
        return all;
    }

    /** Now, by the store's clock: what it told with the lease, and what has passed since. */
    Instant now() {
        return leasedAt.plusNanos(nanoTime.getAsLong() - leasedNanos);
    }

    void stage(AzureBlobPiece piece, byte[] bytes, int length) throws StorageException {
        renew();
        BlockBlobStageBlockOptions options = new BlockBlobStageBlockOptions(
                        piece.id(), BinaryData.fromByteBuffer(ByteBuffer.wrap(bytes, 0, length)))
                .setContentMd5(AzureBlobDigest.md5(bytes, 0, length))
                .setLeaseId(lease.getLeaseId());
        client.ask(context, () -> blob.stageBlockWithResponse(options, null, Context.NONE));
    }

    /** Makes the blob consist of the pieces, so that it can be read; gives its version. */
    String settle(AzureBlobStaged staged, List<AzureBlobPiece> pieces, BlobHttpHeaders headers)
            throws StorageException {
        renew();
        BlockBlobCommitBlockListOptions options = new BlockBlobCommitBlockListOptions(
                        pieces.stream().map(AzureBlobPiece::id).toList())
                .setHeaders(headers)
                .setMetadata(staged.toMetadata())
                .setRequestConditions(owned());
        return AzureBlobVersion.of(client.ask(
                context,
                () -> blob.commitBlockListWithResponse(options, null, Context.NONE)
                        .getValue()
                        .getETag()));
    }

    /** Removes the blob and with it the lease. */
    void remove() throws StorageException {
        try {
            client.ask(context, () -> blob.deleteWithResponse(null, owned(), null, Context.NONE));
        } catch (NotFoundException gone) {
            // As it should be.
        }
    }

    /** Lets go of the lease. */
    void release() throws StorageException {
        client.ask(context, () -> lease.releaseLeaseWithResponse((RequestConditions) null, null, Context.NONE));
    }

    private void renew() throws StorageException {
        long age = nanoTime.getAsLong() - leasedNanos;
        if (age > leaseTime.dividedBy(RENEWED_AFTER).toNanos()) {
            leased(client.ask(
                    context, () -> lease.renewLeaseWithResponse((RequestConditions) null, null, Context.NONE)));
        }
    }

    private void leased(Response<String> answer) throws StorageException {
        leasedNanos = nanoTime.getAsLong();
        leasedAt = client.ask(context, () -> date(answer.getHeaders()));
    }

    /** When the store gave an answer, by its own clock. */
    static Instant date(HttpHeaders headers) {
        String date = headers.getValue(HttpHeaderName.DATE);
        return date == null
                ? Instant.EPOCH
                : new DateTimeRfc1123(date).getDateTime().toInstant();
    }

    private void put(AzureBlobStaged staged, BlobRequestConditions conditions) throws StorageException {
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(new byte[0]))
                .setMetadata(staged.toMetadata())
                .setRequestConditions(conditions);
        client.ask(context, () -> blob.uploadWithResponse(options, null, Context.NONE));
    }

    private BlobRequestConditions owned() {
        return new BlobRequestConditions().setLeaseId(lease.getLeaseId());
    }
}
