package io.siltstone.s3;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** A listing over pages, one of which it holds itself. */
final class S3Listing<T> implements Listing<T> {

    private final S3Calls calls;
    private final S3PageSource pages;
    private final Function<S3Pages.Item, Optional<T>> shown;
    private final Deque<T> page = new ArrayDeque<>();
    private boolean closed;

    S3Listing(S3Calls calls, S3PageSource pages, Function<S3Pages.Item, Optional<T>> shown) {
        this.calls = calls;
        this.pages = pages;
        this.shown = shown;
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (!closed && page.isEmpty() && pages.hasNext()) {
            calls.requireOpen();
            for (S3Pages.Item item : pages.next()) {
                shown.apply(item).ifPresent(page::add);
            }
        }
        return !page.isEmpty();
    }

    @Override
    public T next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has no more elements");
        }
        return page.remove();
    }

    @Override
    public void close() {
        closed = true;
        page.clear();
        pages.close();
    }
}
