package io.siltstone.azure;

import com.azure.storage.blob.models.BlobListDetails;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Optional;

/** Lists objects, lazily and in UTF-8 order. A page is asked for when its first line is. */
final class AzureBlobLister {

    private final AzureBlobClient client;
    private final AzureBlobNames names;
    private final String store;

    AzureBlobLister(AzureBlobClient client, AzureBlobNames names, String store) {
        this.client = client;
        this.names = names;
        this.store = store;
    }

    Listing<ObjectInfo> objects(ListRequest request) {
        ErrorContext context =
                ErrorContext.of(Operation.LIST, store, request.prefix().value());
        return new AzureBlobListing<>(lines(request.prefix(), false, context), entry -> {
            Optional<ObjectKey> key = wanted(request, entry);
            return key.isEmpty() ? Optional.empty() : Optional.of(entry.info(key.get(), context));
        });
    }

    Listing<ObjectKey> keys(ListRequest request) {
        ErrorContext context =
                ErrorContext.of(Operation.LIST, store, request.prefix().value());
        return new AzureBlobListing<>(lines(request.prefix(), false, context), entry -> wanted(request, entry));
    }

    Listing<DirectoryEntry> entries(KeyPrefix prefix) {
        ErrorContext context = ErrorContext.of(Operation.LIST_DIRECTORIES, store, prefix.value());
        return new AzureBlobListing<>(lines(prefix, true, context), entry -> entry(prefix, entry, context));
    }

    Listing<String> directories(KeyPrefix prefix) {
        ErrorContext context = ErrorContext.of(Operation.LIST_DIRECTORIES, store, prefix.value());
        return new AzureBlobListing<>(
                lines(prefix, true, context),
                entry -> directory(prefix, entry)
                        .filter(name -> !prefix.isRoot() || !(name.startsWith(".") || name.startsWith("_"))));
    }

    /** Whether nothing lies below the prefix. */
    boolean isEmpty(KeyPrefix prefix) throws StorageException {
        try (Listing<ObjectKey> listing = keys(ListRequest.of(prefix))) {
            return !listing.hasNext();
        }
    }

    private AzureBlobCursor lines(KeyPrefix prefix, boolean oneLevel, ErrorContext context) {
        // Only the metadata tells a blob that stands for a directory.
        BlobListDetails details = new BlobListDetails().setRetrieveMetadata(true);
        AzureBlobPages.Scope scope = new AzureBlobPages.Scope(names.below(prefix), oneLevel, details);
        return new AzureBlobOrder(
                new AzureBlobPages(client, scope, context),
                scope.prefix().length(),
                AzureBlobLimits.PAGE,
                text -> new AzureBlobPages(client, scope.below(text), context));
    }

    private Optional<ObjectKey> wanted(ListRequest request, AzureBlobEntry entry) throws StorageException {
        return key(entry)
                .filter(each -> request.startAfter().isEmpty()
                        || each.compareTo(request.startAfter().get()) > 0);
    }

    private Optional<DirectoryEntry> entry(KeyPrefix prefix, AzureBlobEntry entry, ErrorContext context)
            throws StorageException {
        if (entry.isDirectory()) {
            return directory(prefix, entry).map(DirectoryEntry.Directory::new);
        }
        Optional<ObjectKey> key = key(entry);
        return key.isEmpty() ? Optional.empty() : Optional.of(new DirectoryEntry.Leaf(entry.info(key.get(), context)));
    }

    private Optional<ObjectKey> key(AzureBlobEntry entry) throws StorageException {
        return entry.isMarker() ? Optional.empty() : names.key(entry.name());
    }

    /** The name of a directory that keys can lie in. */
    private Optional<String> directory(KeyPrefix prefix, AzureBlobEntry entry) throws StorageException {
        String name = entry.name();
        if (!entry.isDirectory()
                || names.key(name.substring(0, name.length() - 1)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(name.substring(names.below(prefix).length(), name.length() - 1));
    }
}
