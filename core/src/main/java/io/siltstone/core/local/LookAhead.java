package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at the names of a directory, more of them at once the further it comes, and keeps what is still ahead. */
final class LookAhead {

    /** What is read first is often all that is read; each look opens the directory, which costs as much as a dozen names. */
    private static final int[] SIZES = {1, 2, 128, 1024};

    private final FileOps ops;
    private final Path directory;
    private final List<String> names;
    private final boolean withFacts;
    private List<FileKind> kinds = List.of();
    private List<Optional<FileFacts>> facts = List.of();
    private int from;
    private int to;
    private int looks;

    /**
     * What a name is.
     *
     * @param facts empty where nothing is, and where none were asked for
     */
    record Seen(FileKind kind, Optional<FileFacts> facts) {}

    LookAhead(FileOps ops, Path directory, List<String> names, boolean withFacts) {
        this.ops = ops;
        this.directory = directory;
        this.names = names;
        this.withFacts = withFacts;
    }

    /** What the name at a position is; positions must not fall. */
    Seen at(int position) throws IOException {
        if (position >= to) {
            from = position;
            to = Math.min(position + SIZES[looks], names.size());
            looks = Math.min(looks + 1, SIZES.length - 1);
            look(names.subList(from, to));
        }
        int place = position - from;
        if (!withFacts) {
            return new Seen(place < kinds.size() ? kinds.get(place) : FileKind.ABSENT, Optional.empty());
        }
        Optional<FileFacts> found = place < facts.size() ? facts.get(place) : Optional.empty();
        return new Seen(found.map(FileFacts::kind).orElse(FileKind.ABSENT), found);
    }

    private void look(List<String> next) throws IOException {
        kinds = List.of();
        facts = List.of();
        try {
            if (withFacts) {
                facts = ops.facts(directory, next);
            } else {
                kinds = ops.kinds(directory, next);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The directory went since its names were read; whether the root did, is asked at the end.
            return;
        }
    }
}
