package io.siltstone.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One object on its way up: what fits into one block goes in a single request, everything else block by block and becomes
 * visible with one conditional commit. Either way the service checks an MD5 of all that it takes, and keeps the object's.
 * For one thread.
 */
final class AzureBlobUpload {

    private static final int FIRST_BUFFER_BYTES = 64 << 10;

    private final AzureBlobClient client;
    private final AzureBlobStager stager;
    private final BlockBlobClient blob;
    private final ObjectKey key;
    private final WriteOptions options;
    private final AzureBlobHandling handling;
    private final ErrorContext context;
    private final AzureBlobBlocks blocks;
    private final MessageDigest md5 = AzureBlobDigest.md5();
    private byte[] buffer;
    private int held;
    private long total;

    AzureBlobUpload(
            AzureBlobClient client,
            AzureBlobStager stager,
            BlockBlobClient blob,
            ObjectKey key,
            WriteOptions options,
            AzureBlobHandling handling,
            AzureBlobBlocks blocks,
            OptionalLong sizeBytes,
            ErrorContext context) {
        this.client = client;
        this.stager = stager;
        this.blob = blob;
        this.key = key;
        this.options = options;
        this.handling = handling;
        this.blocks = blocks;
        this.context = context;
        this.buffer = new byte[(int) Math.min(blocks.sizeOf(0), sizeBytes.orElse(FIRST_BUFFER_BYTES))];
    }

    /** Takes the stream's bytes to its end. What the stream throws comes out unchanged. */
    void add(InputStream in) throws IOException {
        while (true) {
            if (held == buffer.length) {
                // Only one more byte tells whether a full buffer is the last one.
                int next = in.read();
                if (next < 0) {
                    return;
                }
                makeRoom();
                buffer[held] = (byte) next;
                held++;
            } else {
                int n = in.read(buffer, held, buffer.length - held);
                if (n < 0) {
                    return;
                }
                held += n;
            }
        }
    }

    /** Takes some bytes. */
    void add(byte[] bytes, int offset, int length) throws StorageException {
        int done = 0;
        while (done < length) {
            if (held == buffer.length) {
                makeRoom();
            }
            int n = Math.min(length - done, buffer.length - held);
            System.arraycopy(bytes, offset + done, buffer, held, n);
            held += n;
            done += n;
        }
    }

    /** Publishes what came. */
    ObjectInfo publish() throws StorageException {
        client.requireOpen();
        try {
            BlockBlobItem published = stager.ids().isEmpty() ? single() : commit();
            return new ObjectInfo(
                    key,
                    total,
                    published.getLastModified().toInstant(),
                    Optional.of(AzureBlobVersion.of(published.getETag())));
        } catch (PreconditionFailedException | NotFoundException e) {
            throw options.mode() instanceof WriteMode.CreateOnly
                    ? new AlreadyExistsException(context, "an object is there already", e)
                    : new PreconditionFailedException(context, "the version to replace is not there", e);
        }
    }

    private BlockBlobItem single() throws StorageException {
        total = held;
        byte[] hash = AzureBlobDigest.md5(buffer, 0, held);
        BlockBlobSimpleUploadOptions request = new BlockBlobSimpleUploadOptions(
                        BinaryData.fromByteBuffer(ByteBuffer.wrap(buffer, 0, held)))
                .setContentMd5(hash)
                .setHeaders(headers(hash))
                .setMetadata(AzureBlobMetadata.of(options))
                .setRequestConditions(AzureBlobConditions.of(options.mode()));
        try {
            return client.publish(
                    context,
                    () -> blob.uploadWithResponse(request, null, Context.NONE).getValue());
        } catch (AlreadyExistsException there) {
            if (options.mode() instanceof WriteMode.CreateOnly && isAbsent()) {
                // Blocks that nobody committed can count as a blob here; a commit does not take them for one.
                return commit();
            }
            throw there;
        }
    }

    private BlockBlobItem commit() throws StorageException {
        if (held > 0) {
            flush();
        }
        stager.finish();
        BlockBlobCommitBlockListOptions request = new BlockBlobCommitBlockListOptions(stager.ids())
                .setHeaders(headers(md5.digest()))
                .setMetadata(AzureBlobMetadata.of(options))
                .setRequestConditions(AzureBlobConditions.of(options.mode()));
        return client.publish(
                context,
                () -> blob.commitBlockListWithResponse(request, null, Context.NONE)
                        .getValue());
    }

    private boolean isAbsent() throws StorageException {
        try {
            client.ask(context, () -> blob.getPropertiesWithResponse(new BlobRequestConditions(), null, Context.NONE));
            return false;
        } catch (NotFoundException absent) {
            return true;
        }
    }

    private BlobHttpHeaders headers(byte[] hash) {
        return handling.headers()
                .setContentType(options.contentType().orElseGet(() -> ContentTypes.of(key)))
                .setContentMd5(hash);
    }

    /** Makes the buffer larger up to a block's size, and sends a full block away. */
    private void makeRoom() throws StorageException {
        int block = blocks.sizeOf(stager.ids().size());
        if (buffer.length < block) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(block, 2L * Math.max(buffer.length, FIRST_BUFFER_BYTES)));
        } else {
            flush();
            buffer = new byte[blocks.sizeOf(stager.ids().size())];
        }
    }

    private void flush() throws StorageException {
        client.requireOpen();
        md5.update(buffer, 0, held);
        stager.stage(buffer, held);
        total += held;
        held = 0;
    }
}
