package io.siltstone.azure;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Begins uploads, which share the lanes of their backend. */
final class AzureBlobUploads {

    private final AzureBlobClient client;
    private final AzureBlobLanes lanes;
    private final RandomGenerator random;
    private final long blockSizeBytes;

    AzureBlobUploads(AzureBlobClient client, AzureBlobLanes lanes, RandomGenerator random, long blockSizeBytes) {
        this.client = client;
        this.lanes = lanes;
        this.random = random;
        this.blockSizeBytes = blockSizeBytes;
    }

    /**
     * Begins the upload of an object.
     *
     * @throws UnsupportedException if it, or its metadata, is larger than the service allows; nothing was sent
     */
    AzureBlobUpload begin(
            ObjectKey key, String name, OptionalLong sizeBytes, WriteOptions options, ErrorContext context)
            throws StorageException {
        return begin(key, name, sizeBytes, options, AzureBlobHandling.NONE, context);
    }

    /** The same, with what a copy takes over from its source besides. */
    AzureBlobUpload begin(
            ObjectKey key,
            String name,
            OptionalLong sizeBytes,
            WriteOptions options,
            AzureBlobHandling handling,
            ErrorContext context)
            throws StorageException {
        requireMetadata(options, context);
        return new AzureBlobUpload(
                client,
                stager(name, context),
                client.blob(name),
                key,
                options,
                handling,
                blocks(sizeBytes, context),
                sizeBytes,
                context);
    }

    /** What stages the blocks of one blob. */
    AzureBlobStager stager(String name, ErrorContext context) {
        return new AzureBlobStager(client, lanes, client.blob(name), random, context);
    }

    /** How large the blocks of an object are. */
    AzureBlobBlocks blocks(OptionalLong sizeBytes, ErrorContext context) throws UnsupportedException {
        if (sizeBytes.orElse(0) < 0) {
            throw new IllegalArgumentException("the declared size is negative: " + sizeBytes.getAsLong());
        }
        AzureBlobBlocks blocks = new AzureBlobBlocks(blockSizeBytes, sizeBytes);
        if (sizeBytes.orElse(0) > blocks.maxObjectBytes()) {
            throw new UnsupportedException(context, "an object has at most " + blocks.maxObjectBytes() + " bytes");
        }
        return blocks;
    }

    /** Refuses metadata that the service would refuse, and what would make an empty object a directory. */
    static void requireMetadata(WriteOptions options, ErrorContext context) throws UnsupportedException {
        int limit = AzureBlobLimits.LIMITS.maxMetadataBytes();
        if (AzureBlobMetadata.bytes(options.metadata()) > limit) {
            throw new UnsupportedException(
                    context, "metadata has at most " + limit + " bytes, names and values together");
        }
        if (AzureBlobMetadata.isDirectory(AzureBlobMetadata.of(options))) {
            throw new UnsupportedException(
                    context, "the metadata `" + AzureBlobMetadata.DIRECTORY + "` marks what is no object");
        }
    }
}
