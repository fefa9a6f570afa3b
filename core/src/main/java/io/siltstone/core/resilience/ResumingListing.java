package io.siltstone.core.resilience;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listing that goes on after the last element given where it breaks off. */
final class ResumingListing<T> implements Listing<T> {

    /** After that many elements a listing is doing well: its retries and its deadline are counted anew. */
    private static final int PROGRESS_ELEMENTS = 1000;

    private final RetryLoop loop;
    private final Reopening<T> reopening;
    private Effort effort;
    private Listing<T> inner;
    private @Nullable T fetched;
    private @Nullable T last;
    private int sinceFailure;

    private ResumingListing(RetryLoop loop, Effort effort, Reopening<T> reopening, Listing<T> inner) {
        this.loop = loop;
        this.effort = effort;
        this.reopening = reopening;
        this.inner = inner;
    }

    /** Opens the listing. */
    static <T> ResumingListing<T> open(RetryLoop loop, Effort effort, Reopening<T> reopening) throws StorageException {
        return new ResumingListing<>(
                loop, effort, reopening, loop.run(effort, () -> reopening.after(Optional.empty())));
    }

    /** Lists again. */
    @FunctionalInterface
    interface Reopening<T> {
        /** What comes after the element; all where there is none. */
        Listing<T> after(Optional<T> last) throws StorageException;
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (fetched == null) {
            try {
                if (!inner.hasNext()) {
                    return false;
                }
                fetched = inner.next();
                sinceFailure++;
            } catch (StorageException e) {
                goOn(e);
            }
        }
        return true;
    }

    @Override
    public T next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = fetched;
        if (element == null) {
            throw new NoSuchElementException();
        }
        last = element;
        fetched = null;
        return element;
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }

    private void goOn(StorageException error) throws StorageException {
        loop.record(effort, error);
        if (sinceFailure >= PROGRESS_ELEMENTS || effort.retries() == 0) {
            effort = loop.again(effort);
        }
        sinceFailure = 0;
        loop.pause(effort, error, Optional.empty());
        try {
            inner.close();
        } catch (StorageException e) {
            error.addSuppressed(e);
        }
        inner = loop.run(effort, () -> reopening.after(Optional.ofNullable(last)));
    }
}
