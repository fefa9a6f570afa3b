package io.siltstone.azure;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service lists below a text, page by page, in the service's own order. A page that tells what was not asked for,
 * does not go on from the last, or points back at itself is an error.
 */
final class AzureBlobPages implements AzureBlobCursor {

    /** Pages without a name, one after another, that are followed: blobs that are being deleted can make some. */
    private static final int MAX_EMPTY_PAGES = 10_000;

    private final AzureBlobClient client;
    private final Scope scope;
    private final ErrorContext context;
    private final Deque<AzureBlobEntry> page = new ArrayDeque<>();
    private @Nullable String token;
    private @Nullable String last;
    private int emptyPages;
    private boolean ended;

    /**
     * What to list.
     *
     * @param prefix what every name begins with
     * @param oneLevel whether what lies behind the next slash is told once, as a directory
     * @param details what else to tell of each blob
     */
    record Scope(String prefix, boolean oneLevel, BlobListDetails details) {

        /** The same below a longer prefix. */
        Scope below(String longer) {
            return new Scope(longer, oneLevel, details);
        }
    }

    AzureBlobPages(AzureBlobClient client, Scope scope, ErrorContext context) {
        this.client = client;
        this.scope = scope;
        this.context = context;
    }

    @Override
    public Optional<AzureBlobEntry> next() throws StorageException {
        while (page.isEmpty() && !ended) {
            turn();
        }
        return Optional.ofNullable(page.poll());
    }

    private void turn() throws StorageException {
        PagedResponse<BlobItem> answer = client.ask(context, this::fetch);
        List<AzureBlobEntry> entries = client.ask(context, () -> entries(answer));
        for (AzureBlobEntry entry : entries) {
            accept(entry);
        }
        String next = answer.getContinuationToken();
        if (next != null && !next.isEmpty() && next.equals(token)) {
            throw new IntegrityException(context, "the service points from a page of the listing to the same page");
        }
        emptyPages = entries.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > MAX_EMPTY_PAGES) {
            throw new IntegrityException(context, "the service lists empty pages without end");
        }
        token = next;
        ended = next == null || next.isEmpty();
    }

    private PagedResponse<BlobItem> fetch() {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(scope.prefix().isEmpty() ? null : scope.prefix())
                .setMaxResultsPerPage(AzureBlobLimits.PAGE)
                .setDetails(scope.details());
        PagedIterable<BlobItem> pages = scope.oneLevel()
                ? client.container().listBlobsByHierarchy("/", options, null)
                : client.container().listBlobs(options, null);
        Iterator<PagedResponse<BlobItem>> iterator =
                (token == null ? pages.iterableByPage() : pages.iterableByPage(token)).iterator();
        if (!iterator.hasNext()) {
            throw new NoSuchElementException("no page");
        }
        return iterator.next();
    }

    /** The page's lines in the service's order: the SDK puts directories behind blobs. */
    private static List<AzureBlobEntry> entries(PagedResponse<BlobItem> answer) {
        List<AzureBlobEntry> entries = new ArrayList<>(answer.getValue().size());
        for (BlobItem item : answer.getValue()) {
            entries.add(new AzureBlobEntry(item.getName(), item));
        }
        if (entries.stream().anyMatch(AzureBlobEntry::isDirectory)) {
            entries.sort(Comparator.comparing(AzureBlobEntry::name));
        }
        return entries;
    }

    private void accept(AzureBlobEntry entry) throws IntegrityException {
        String name = entry.name();
        if (!name.startsWith(scope.prefix())) {
            throw new IntegrityException(context, "the service listed `" + name + "`, which was not asked for");
        }
        String before = last;
        if (before != null && before.compareTo(name) >= 0 && Utf8Order.compare(before, name) >= 0) {
            throw new IntegrityException(
                    context, "the service listed `" + name + "` out of order after `" + before + "`");
        }
        last = name;
        page.add(entry);
    }
}
