package io.siltstone.azure;

import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lines in the order of their names' UTF-8 bytes, from lines in the order of UTF-16 units, which is the service's. The two
 * differ in one thing: of the names that go on from one text, those that go on with a surrogate pair come before those
 * with U+E000 to U+FFFF in UTF-16, and after them in UTF-8. So the former are held back until the last name that goes on
 * from the text has come. Where they are more than a page, they are dropped instead, and listed once more at their turn:
 * memory stays bounded, and the order exact.
 */
final class AzureBlobOrder implements AzureBlobCursor {

    private final AzureBlobCursor source;
    private final int floor;
    private final int maxHeld;
    private final Function<String, AzureBlobCursor> again;
    private final Deque<Held> heldBack = new ArrayDeque<>();
    private final Deque<AzureBlobEntry> ready = new ArrayDeque<>();
    private @Nullable AzureBlobCursor repeated;
    private @Nullable AzureBlobEntry pending;
    private boolean ended;

    /** The lines that go on from a text with a surrogate pair. */
    private static final class Held {
        private final String text;
        private final List<AzureBlobEntry> entries = new ArrayList<>();
        private boolean dropped;

        private Held(String text) {
            this.text = text;
        }

        private void add(AzureBlobEntry entry, int maxHeld) {
            if (!dropped) {
                entries.add(entry);
                dropped = entries.size() > maxHeld;
                if (dropped) {
                    entries.clear();
                }
            }
        }
    }

    /**
     * @param floor how many characters all names have in common
     * @param maxHeld how many lines may be held back for one text
     * @param again lists what begins with a text from the beginning
     */
    AzureBlobOrder(AzureBlobCursor source, int floor, int maxHeld, Function<String, AzureBlobCursor> again) {
        this.source = source;
        this.floor = floor;
        this.maxHeld = maxHeld;
        this.again = again;
    }

    @Override
    public Optional<AzureBlobEntry> next() throws StorageException {
        while (true) {
            if (!ready.isEmpty()) {
                return Optional.of(ready.remove());
            }
            if (repeated != null) {
                Optional<AzureBlobEntry> next = repeated.next();
                if (next.isPresent()) {
                    return next;
                }
                repeated = null;
            }
            AzureBlobEntry entry = peek();
            Held top = heldBack.peek();
            if (top != null && (entry == null || !entry.name().startsWith(top.text))) {
                release(heldBack.pop());
            } else if (entry == null) {
                return Optional.empty();
            } else {
                pending = null;
                take(entry);
            }
        }
    }

    private @Nullable AzureBlobEntry peek() throws StorageException {
        if (pending == null && !ended) {
            pending = source.next().orElse(null);
            ended = pending == null;
        }
        return pending;
    }

    private void take(AzureBlobEntry entry) {
        int pair = firstSurrogate(entry.name());
        if (pair < 0) {
            ready.add(entry);
            return;
        }
        String text = entry.name().substring(0, pair);
        Held top = heldBack.peek();
        if (top == null || !top.text.equals(text)) {
            top = new Held(text);
            heldBack.push(top);
        }
        top.add(entry, maxHeld);
    }

    private void release(Held held) {
        if (!held.dropped) {
            held.entries.sort(Comparator.comparing(AzureBlobEntry::name, Utf8Order.COMPARATOR));
            ready.addAll(held.entries);
            return;
        }
        int at = held.text.length();
        AzureBlobCursor below = again.apply(held.text);
        AzureBlobCursor those = () -> {
            Optional<AzureBlobEntry> next = below.next();
            while (next.isPresent() && !isPairAt(next.get().name(), at)) {
                next = below.next();
            }
            return next;
        };
        repeated = new AzureBlobOrder(those, at + 2, maxHeld, again);
    }

    private int firstSurrogate(String name) {
        for (int i = floor; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPairAt(String name, int index) {
        return name.length() > index && Character.isSurrogate(name.charAt(index));
    }
}
