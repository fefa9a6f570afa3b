package io.siltstone.core.local;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file {@code .siltstone/root-id}: 32 hexadecimal digits that a root gets once. It tells a store whose mount is
 * missing from one that is empty.
 *
 * @param id the digits
 * @param facts the file as it was when it was read
 */
record RootMarker(String id, FileFacts facts) {

    private static final String NAME = "root-id";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_BYTES = 64;

    private static Path path(Path reserved) {
        return reserved.resolve(NAME);
    }

    /** The marker below the reserved directory; empty where there is none, or one that was cut while it was written. */
    static Optional<RootMarker> read(FileOps ops, Path reserved) throws IOException {
        Path file = path(reserved);
        Optional<FileFacts> facts = ops.facts(file);
        if (facts.isEmpty() || facts.get().kind() != FileKind.REGULAR) {
            return Optional.empty();
        }
        try {
            String id = SmallFile.read(ops, file, MAX_BYTES).strip();
            return FORM.matcher(id).matches() ? Optional.of(new RootMarker(id, facts.get())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether the very file of the marker still stands there. */
    boolean stands(FileOps ops, Path reserved) throws IOException {
        return ops.facts(path(reserved)).filter(facts::isSameAs).isPresent();
    }

    /** Whether the same marker is there, if in another file: a copy of the store took its place. */
    boolean isIn(FileOps ops, Path reserved) throws IOException {
        return read(ops, reserved).filter(found -> found.id.equals(id)).isPresent();
    }

    /**
     * Writes a marker where there is none, whole and at once; whoever comes second takes the first one's.
     *
     * @param staging a name of our own in the same file system
     */
    static RootMarker make(FileOps ops, Path reserved, Path staging, String id, ErrorContext context)
            throws IOException {
        try {
            try (OpenFile file = ops.create(staging)) {
                SmallFile.write(file, 0, id + "\n");
            }
            publish(ops, staging, reserved, context);
        } finally {
            if (ops.kind(staging) != FileKind.ABSENT) {
                ops.unlink(staging);
            }
        }
        return read(ops, reserved)
                .orElseThrow(() -> new NoSuchFileException(path(reserved).toString()));
    }

    private static void publish(FileOps ops, Path staging, Path reserved, ErrorContext context) throws IOException {
        try {
            ops.link(staging, path(reserved));
        } catch (FileAlreadyExistsException | UnsupportedOperationException e) {
            moveWhereNoneIs(ops, staging, reserved);
        } catch (IOException e) {
            if (!LocalErrors.isRefusal(e, context)) {
                throw e;
            }
            moveWhereNoneIs(ops, staging, reserved);
        }
    }

    /** Without hard links, or over a marker that was cut: two who do so at the same moment end with one of the two. */
    private static void moveWhereNoneIs(FileOps ops, Path staging, Path reserved) throws IOException {
        if (read(ops, reserved).isEmpty()) {
            ops.move(staging, path(reserved));
        }
    }
}
