package io.siltstone.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.RequestConditions;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlobCopyFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Copies inside the account. A source of up to {@link AzureBlobLimits#MAX_COPY_BYTES} goes in one synchronous request, a
 * larger one in blocks that the service reads from its own links and one conditional commit: each publishes at once. The
 * service's asynchronous copy is not used, as it shows what it has not finished.
 */
final class AzureBlobCopier {

    /** Large enough to be few, small enough to be copied well within the time that a request may take. */
    private static final long BLOCK_BYTES = 256L << 20;

    private final AzureBlobClient client;
    private final AzureBlobUploads uploads;
    private final AzureBlobLinks links;
    private final AzureBlobReader reader;
    private final long maxSingleBytes;

    /** @param maxSingleBytes the largest source for a single request */
    AzureBlobCopier(
            AzureBlobClient client,
            AzureBlobUploads uploads,
            AzureBlobLinks links,
            AzureBlobReader reader,
            long maxSingleBytes) {
        this.client = client;
        this.uploads = uploads;
        this.links = links;
        this.reader = reader;
        this.maxSingleBytes = maxSingleBytes;
    }

    /**
     * What is copied where.
     *
     * @param from the source's name
     * @param source what is known of it; another version of it is refused
     * @param key what is published
     * @param to its name
     * @param options how; the content type is the source's where none is named
     */
    record Copy(String from, BlobProperties source, ObjectKey key, String to, WriteOptions options) {

        String version() {
            return AzureBlobVersion.of(source.getETag());
        }
    }

    /** What is known of a source, at the version named if one is. */
    BlobProperties source(String name, Optional<String> version, ErrorContext context) throws StorageException {
        BlobProperties properties = reader.properties(name, context);
        if (version.isPresent() && !version.get().equals(AzureBlobVersion.of(properties.getETag()))) {
            throw new ChangedDuringReadException(context, "the version asked for is no longer there");
        }
        return properties;
    }

    /**
     * Publishes the source under the other key.
     *
     * @throws ChangedDuringReadException if the source is no longer of the version that is known of it
     */
    ObjectInfo copy(Copy copy, ErrorContext context) throws StorageException {
        try {
            if (client.hasCustomerKey()) {
                // The service copies nothing that it cannot read by itself.
                return throughHere(copy, context);
            }
            return copy.source().getBlobSize() <= maxSingleBytes ? single(copy, context) : blocks(copy, context);
        } catch (PreconditionFailedException e) {
            if (isChanged(copy, context)) {
                throw new ChangedDuringReadException(context, "the source is no longer of that version", e);
            }
            throw copy.options().mode() instanceof WriteMode.CreateOnly
                    ? new AlreadyExistsException(context, "an object is there already", e)
                    : e;
        } catch (UnsupportedException notImplemented) {
            return throughHere(copy, context);
        }
    }

    /**
     * Whether it was the condition on the source that does not hold. The service has a code of its own for that, which not
     * every server tells.
     */
    private boolean isChanged(Copy copy, ErrorContext context) throws StorageException {
        if (!copy.options().isConditional()) {
            return true;
        }
        try {
            BlobProperties now = reader.properties(copy.from(), context);
            return !copy.version().equals(AzureBlobVersion.of(now.getETag()));
        } catch (NotFoundException gone) {
            return true;
        }
    }

    /** For what the service does not copy: down and up again, just as safe and published at once as well. */
    private ObjectInfo throughHere(Copy copy, ErrorContext context) throws StorageException {
        long size = copy.source().getBlobSize();
        WriteOptions options = copy.options().contentType().isPresent()
                        || isBlank(copy.source().getContentType())
                ? copy.options()
                : copy.options().withContentType(copy.source().getContentType());
        AzureBlobUpload upload = uploads.begin(
                copy.key(), copy.to(), OptionalLong.of(size), options, AzureBlobHandling.of(copy.source()), context);
        ReadOptions pinned = ReadOptions.ALL.withVersion(copy.version());
        try (ObjectContent content = reader.read(copy.key(), copy.from(), pinned, context)) {
            upload.add(content.stream());
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw AzureBlobFaults.of(e, context, false);
        }
        return upload.publish();
    }

    private static boolean isBlank(@Nullable String contentType) {
        return contentType == null || contentType.isBlank();
    }

    private ObjectInfo single(Copy copy, ErrorContext context) throws StorageException {
        AzureBlobLinks.Link link = links.source(copy.from(), context);
        BlobCopyFromUrlOptions options = new BlobCopyFromUrlOptions(link.url())
                .setMetadata(AzureBlobMetadata.ofCopy(copy.options()))
                .setSourceRequestConditions(new RequestConditions().setIfMatch(AzureBlobVersion.header(copy.version())))
                .setDestinationRequestConditions(
                        AzureBlobConditions.of(copy.options().mode()));
        link.authorization().ifPresent(options::setSourceAuthorization);
        Response<String> answer = client.publish(
                context, () -> client.blob(copy.to()).copyFromUrlWithResponse(options, null, Context.NONE));
        return client.publish(
                context,
                () -> new ObjectInfo(
                        copy.key(),
                        copy.source().getBlobSize(),
                        new DateTimeRfc1123(answer.getHeaders().getValue(HttpHeaderName.LAST_MODIFIED))
                                .getDateTime()
                                .toInstant(),
                        Optional.of(AzureBlobVersion.of(answer.getHeaders().getValue(HttpHeaderName.ETAG)))));
    }

    private ObjectInfo blocks(Copy copy, ErrorContext context) throws StorageException {
        BlobProperties source = copy.source();
        BlockBlobClient blob = client.blob(copy.to());
        AzureBlobStager stager = uploads.stager(copy.to(), context);
        long size = source.getBlobSize();
        long step = Math.min(maxSingleBytes, BLOCK_BYTES);
        step = Math.max(step, (size + AzureBlobLimits.MAX_BLOCKS - 1) / AzureBlobLimits.MAX_BLOCKS);
        for (long offset = 0; offset < size; offset += step) {
            // A link for each block: a copy may take longer than one is good for.
            AzureBlobLinks.Link link = links.source(copy.from(), context);
            BlockBlobStageBlockFromUrlOptions options = new BlockBlobStageBlockFromUrlOptions(
                            stager.nextId(), link.url())
                    .setSourceRange(new BlobRange(offset, Math.min(step, size - offset)))
                    .setSourceRequestConditions(
                            new BlobRequestConditions().setIfMatch(AzureBlobVersion.header(copy.version())));
            link.authorization().ifPresent(options::setSourceAuthorization);
            stager.start(
                    () -> client.ask(context, () -> blob.stageBlockFromUrlWithResponse(options, null, Context.NONE)));
        }
        stager.finish();
        BlockBlobCommitBlockListOptions commit = new BlockBlobCommitBlockListOptions(stager.ids())
                .setHeaders(AzureBlobHandling.of(source)
                        .headers()
                        .setContentType(copy.options().contentType().orElse(source.getContentType()))
                        .setContentMd5(source.getContentMd5()))
                .setMetadata(AzureBlobMetadata.of(copy.options()))
                .setRequestConditions(AzureBlobConditions.of(copy.options().mode()));
        BlockBlobItem item = client.publish(
                context,
                () -> blob.commitBlockListWithResponse(commit, null, Context.NONE)
                        .getValue());
        return new ObjectInfo(
                copy.key(), size, item.getLastModified().toInstant(), Optional.of(AzureBlobVersion.of(item.getETag())));
    }
}
