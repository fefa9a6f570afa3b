package io.siltstone.core.local;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Utf8Order;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The children of one directory in the order of whole keys. Names are read at once, each is looked at shortly before its
 * turn comes. A directory comes where its name with a slash after it belongs, which only its kind can tell: {@code a.b}
 * comes before the children of {@code a}. So a directory waits until nothing that is left comes before it.
 */
final class DirectoryCursor {

    private final Path directory;
    private final String keyPrefix;
    private final Optional<String> after;
    private final List<String> names;
    private final LookAhead lookAhead;
    private final PriorityQueue<String> waiting = new PriorityQueue<>(Utf8Order.COMPARATOR);
    private int position;
    private @Nullable Child aside;

    /**
     * A child.
     *
     * @param name its segment
     * @param isDirectory a directory, or else an object
     * @param facts of an object, if they were asked for
     */
    record Child(String name, boolean isDirectory, Optional<FileFacts> facts) {}

    /**
     * @param keyPrefix what the keys of the directory begin with: empty, or with a slash at the end
     * @param after only children that are, or may hold, keys after this one, which is told without the prefix
     * @param withFacts whether objects need more than their name
     */
    DirectoryCursor(FileOps ops, Path directory, String keyPrefix, Optional<String> after, boolean withFacts)
            throws IOException {
        this.directory = directory;
        this.keyPrefix = keyPrefix;
        this.after = after;
        List<String> found = new ArrayList<>(list(ops, directory));
        found.removeIf(name -> !isKey(name) || !(comesAfter(name) || mayHoldAfter(name)));
        found.sort(Utf8Order.COMPARATOR);
        this.names = found;
        this.lookAhead = new LookAhead(ops, directory, found, withFacts);
    }

    private static List<String> list(FileOps ops, Path directory) throws IOException {
        try {
            return ops.list(directory);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Gone since it was seen; whether the root is, is asked at the end.
            return List.of();
        }
    }

    Path directory() {
        return directory;
    }

    String keyPrefix() {
        return keyPrefix;
    }

    /** What is left of {@link #after} inside a child; empty when everything in it comes after. */
    Optional<String> afterWithin(Child child) {
        String prefix = child.name() + '/';
        return after.filter(key -> key.startsWith(prefix)).map(key -> key.substring(prefix.length()));
    }

    /** The next child; empty after the last. */
    Optional<Child> next() throws IOException {
        while (aside == null && position < names.size() && isNext(names.get(position))) {
            look(names.get(position));
            position++;
        }
        Child object = aside;
        String directoryFirst = waiting.peek();
        if (directoryFirst != null && (object == null || Utf8Order.compare(directoryFirst, object.name()) < 0)) {
            waiting.remove();
            return Optional.of(
                    new Child(directoryFirst.substring(0, directoryFirst.length() - 1), true, Optional.empty()));
        }
        aside = null;
        return Optional.ofNullable(object);
    }

    /** Whether what has this name may come before all directories that wait. */
    private boolean isNext(String name) {
        String directoryFirst = waiting.peek();
        return directoryFirst == null || Utf8Order.compare(name, directoryFirst) < 0;
    }

    /** Puts an object aside, a directory to those that wait, and forgets everything else. */
    private void look(String name) throws IOException {
        LookAhead.Seen seen = lookAhead.at(position);
        FileKind kind = seen.kind();
        if (kind == FileKind.DIRECTORY && mayHoldAfter(name)) {
            waiting.add(name + '/');
        } else if (kind == FileKind.REGULAR && comesAfter(name)) {
            aside = new Child(name, false, seen.facts());
        }
    }

    private boolean isKey(String name) {
        return !StagingNames.isBeside(name)
                && ObjectKey.violation(keyPrefix + name, KeyProfile.RAW).isEmpty();
    }

    private boolean comesAfter(String name) {
        return after.isEmpty() || Utf8Order.compare(name, after.get()) > 0;
    }

    private boolean mayHoldAfter(String name) {
        String prefix = name + '/';
        return after.isEmpty() || after.get().startsWith(prefix) || Utf8Order.compare(prefix, after.get()) > 0;
    }
}
