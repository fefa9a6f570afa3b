package io.siltstone.s3;

import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The keys between two cuts, fetched page by page, at most one request at a time. It ends with the page that goes past its
 * end, and keeps what that page had of the next stretch. For one thread, but for the request.
 */
final class S3Stretch {

    private final S3PageSource pages;
    private final ErrorContext context;
    private final Deque<List<S3Pages.Item>> ready = new ArrayDeque<>();
    private Optional<S3TimeCuts.Place> place;
    private @Nullable String end;
    private List<S3Pages.Item> beyond = List.of();
    private @Nullable Future<List<S3Pages.Item>> coming;
    private boolean begun;

    /** From a place on, or from the beginning. */
    S3Stretch(S3PageSource pages, Optional<S3TimeCuts.Place> place, ErrorContext context) {
        this.pages = pages;
        this.place = place;
        this.context = context;
    }

    /** Whether no more is to be fetched. */
    boolean isFetched() {
        return coming == null && (!beyond.isEmpty() || !pages.hasNext());
    }

    /** Whether all that it has is taken. */
    boolean isTaken() {
        return isFetched() && ready.isEmpty();
    }

    /** Whether nothing comes after it in the whole listing, as the store said. */
    boolean isLast() {
        return isTaken() && beyond.isEmpty();
    }

    int pagesHeld() {
        return ready.size() + (coming == null ? 0 : 1);
    }

    /** Where it has come to; empty where that tells no time. */
    Optional<S3TimeCuts.Place> place() {
        return place;
    }

    /** Ends it behind what it has fetched already. */
    void endAt(S3TimeCuts.Place cut) {
        end = cut.text();
    }

    /** Whether all of it lies before a key. */
    boolean endsBefore(String key) {
        return end != null && Utf8Order.compare(end, key) < 0;
    }

    /** Begins to fetch the next page, if there is one and none is under way. */
    void fetch(S3Threads threads) {
        if (coming == null && !isFetched()) {
            coming = threads.submit(pages::next);
        }
    }

    /** Takes over a page that has come. A failure stays until somebody wants the page. */
    void settle() throws StorageException {
        if (coming != null && coming.isDone() && failure(coming).isEmpty()) {
            await();
        }
    }

    /** The next page, waited for; fetched by this thread where nothing is under way. Empty behind the last. */
    List<S3Pages.Item> take() throws StorageException {
        fill();
        return ready.isEmpty() ? List.of() : ready.remove();
    }

    /**
     * Whether the listing goes on here as the stretch before has already seen it do: otherwise the store does not begin
     * where it is told to, or the objects are just changing.
     */
    boolean goesOn(S3Stretch before) throws StorageException {
        try {
            fill();
        } catch (IntegrityException e) {
            if (begun) {
                throw e;
            }
            return false;
        }
        List<S3Pages.Item> first = ready.isEmpty() ? beyond : ready.element();
        return !first.isEmpty()
                && first.get(0).text().equals(before.beyond.get(0).text());
    }

    /** The first key that it saw of what comes after it. */
    String firstBeyond() {
        return beyond.get(0).text();
    }

    /** Goes on to the end of another stretch, which is given up. */
    void takeOver(S3Stretch other) {
        other.close();
        end = other.end;
        List<S3Pages.Item> seen = beyond;
        beyond = List.of();
        accept(seen);
    }

    private void fill() throws StorageException {
        while (ready.isEmpty() && !isFetched()) {
            if (coming == null) {
                accept(pages.next());
            } else {
                await();
            }
        }
    }

    private void await() throws StorageException {
        Future<List<S3Pages.Item>> page = coming;
        coming = null;
        if (page != null) {
            accept(S3Threads.await(page, context));
        }
    }

    private static Optional<Throwable> failure(Future<?> page) {
        try {
            page.get();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        } catch (ExecutionException | CancellationException e) {
            return Optional.of(e);
        }
    }

    private void accept(List<S3Pages.Item> page) {
        begun = begun || !page.isEmpty();
        int within = page.size();
        while (end != null
                && within > 0
                && Utf8Order.compare(page.get(within - 1).text(), end) > 0) {
            within--;
        }
        beyond = page.subList(within, page.size());
        if (within > 0) {
            ready.add(page.subList(0, within));
        }
        if (!page.isEmpty()) {
            place = S3TimeCuts.Place.of(page.get(page.size() - 1).text());
        }
    }

    void close() {
        if (coming != null) {
            coming.cancel(true);
        }
        ready.clear();
    }
}
