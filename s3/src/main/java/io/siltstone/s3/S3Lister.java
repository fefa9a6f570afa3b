package io.siltstone.s3;

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

/**
 * Lists objects and levels. A directory that only holds a marker of another tool is shown by a listing of its level: to find out would take a request
 * for each.
 */
final class S3Lister {

    private final S3Calls calls;
    private final S3Threads threads;

    /** @param threads fetch the pages of long listings */
    S3Lister(S3Calls calls, S3Threads threads) {
        this.calls = calls;
        this.threads = threads;
    }

    Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return new S3Listing<>(calls, objects(request), item -> item.info().map(ObjectInfo::key));
    }

    Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return new S3Listing<>(calls, objects(request), S3Pages.Item::info);
    }

    Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return new S3Listing<>(calls, level(prefix), item -> Optional.of(entry(prefix, item)));
    }

    Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return new S3Listing<>(
                calls,
                level(prefix),
                item -> Optional.of(entry(prefix, item))
                        .filter(DirectoryEntry.Directory.class::isInstance)
                        .map(DirectoryEntry::name)
                        .filter(name -> !prefix.isRoot() || !(name.startsWith(".") || name.startsWith("_"))));
    }

    boolean holdsNothing(KeyPrefix prefix) throws StorageException {
        calls.begin(Operation.REMOVE_DIRECTORY, prefix.value());
        try (Listing<ObjectKey> listing = list(ListRequest.of(prefix))) {
            return !listing.hasNext();
        }
    }

    private S3PageSource objects(ListRequest request) throws StorageException {
        ErrorContext context = calls.begin(Operation.LIST, request.prefix().value());
        Optional<String> startAfter = request.startAfter().map(ObjectKey::value);
        return new S3SplitPages(
                cut -> new S3Pages(calls, request.prefix(), cut.or(() -> startAfter), false, context),
                request.prefix().directory(),
                threads,
                context);
    }

    private S3Pages level(KeyPrefix prefix) throws StorageException {
        ErrorContext context = calls.begin(Operation.LIST_DIRECTORIES, prefix.value());
        return new S3Pages(calls, prefix, Optional.empty(), true, context);
    }

    private static DirectoryEntry entry(KeyPrefix prefix, S3Pages.Item item) {
        return item.info()
                .<DirectoryEntry>map(DirectoryEntry.Leaf::new)
                .orElseGet(() -> new DirectoryEntry.Directory(item.text()
                        .substring(prefix.directory().length(), item.text().length() - 1)));
    }
}
