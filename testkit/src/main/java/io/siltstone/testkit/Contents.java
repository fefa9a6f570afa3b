package io.siltstone.testkit;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.List;

/** Contents and keys for tests. */
final class Contents {

    private Contents() {}

    /** Bytes that are the same for the same seed and differ for another. */
    static byte[] of(long seed, int length) {
        return new SeededRandom(seed).bytes(length);
    }

    static ObjectKey key(String text) throws InvalidKeyException {
        return ObjectKey.of(text);
    }

    /** All elements; closes the listing. */
    static <T> List<T> all(Listing<T> listing) throws StorageException {
        try (listing) {
            List<T> elements = new ArrayList<>();
            while (listing.hasNext()) {
                elements.add(listing.next());
            }
            return elements;
        }
    }

    /** All keys as text; closes the listing. */
    static List<String> texts(Listing<ObjectKey> listing) throws StorageException {
        return all(listing).stream().map(ObjectKey::value).toList();
    }
}
