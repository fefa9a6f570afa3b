package io.siltstone.s3;

import io.siltstone.core.error.StorageException;
import java.util.List;

/** What a listing is made of, page by page, in order. For one thread at a time. */
interface S3PageSource {

    /** Whether there may be another page. */
    boolean hasNext();

    /** The next page, which may have nothing to show and yet not be the last. */
    List<S3Pages.Item> next() throws StorageException;

    /** Gives up what is under way. */
    default void close() {}
}
