package io.siltstone.core.local;

import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads objects. Java cannot examine a file through its open channel, so each look is taken twice: when the name shows
 * the same file before and after, that is the one that was opened or asked.
 */
final class LocalReader {

    private final FileOps ops;
    private final LocalPaths paths;
    private final LocalFeatures features;

    LocalReader(FileOps ops, LocalPaths paths, LocalFeatures features) {
        this.ops = ops;
        this.paths = paths;
        this.features = features;
    }

    /** What is known of the object; empty when the root says that it is absent. */
    Optional<ObjectStat> stat(ObjectKey key, LocalCall call) throws StorageException {
        return look(key, false, true, call)
                .map(seen -> LocalAttributes.stat(OpenObject.info(key, seen.facts()), seen.attributes()));
    }

    /** Begins to read. */
    ObjectContent read(ObjectKey key, ReadOptions options, LocalCall call) throws StorageException {
        Optional<OpenObject> there = look(key, true, false, call);
        if (there.isEmpty() && options.version().isPresent()) {
            throw new ChangedDuringReadException(call.context(), "the version asked for is no longer there");
        }
        OpenObject object = there.orElseThrow(() -> absent(call));
        try {
            requireVersion(object, options.version(), call);
            ObjectInfo info = OpenObject.info(key, object.facts());
            ByteRange.Extent extent = options.range().resolve(info.sizeBytes(), call.context());
            OpenFile file = object.content().orElseThrow();
            return new ObjectContent(info, extent, new ExtentStream(file, extent, call), call.context());
        } catch (StorageException | RuntimeException e) {
            object.release();
            throw e;
        }
    }

    /** Opens an object with its attributes, to be copied. */
    OpenObject open(ObjectKey key, Optional<String> version, LocalCall call) throws StorageException {
        OpenObject object = look(key, true, true, call).orElseThrow(() -> absent(call));
        try {
            requireVersion(object, version, call);
            return object;
        } catch (StorageException e) {
            object.release();
            throw e;
        }
    }

    private static NotFoundException absent(LocalCall call) {
        return new NotFoundException(call.context(), "there is no such object");
    }

    private static void requireVersion(OpenObject object, Optional<String> version, LocalCall call)
            throws ChangedDuringReadException {
        if (version.isPresent() && !version.get().equals(object.facts().version())) {
            throw new ChangedDuringReadException(call.context(), "the version asked for is no longer there");
        }
    }

    private Optional<OpenObject> look(ObjectKey key, boolean content, boolean attributes, LocalCall call)
            throws StorageException {
        Path file = paths.file(key, call);
        try {
            for (int round = 0; round < LocalLimits.MAX_ROUNDS; round++) {
                call.requireRunning();
                Look look = ops.inARow(file, (steps, name) -> look(steps, name, content, attributes));
                if (look.absent()) {
                    call.requireRoot();
                    return Optional.empty();
                }
                if (look.seen().isPresent()) {
                    return look.seen();
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            call.requireRoot();
            return Optional.empty();
        } catch (IOException e) {
            throw call.failed(e);
        }
        throw new ConflictException(call.context(), "the object is replaced again and again");
    }

    /** What a look shows: that nothing is there, something, or, when it is empty, that the name showed two files. */
    private record Look(boolean absent, Optional<OpenObject> seen) {}

    private Look look(FileOps steps, Path name, boolean content, boolean attributes) throws IOException {
        Optional<FileFacts> before = steps.facts(name).filter(facts -> facts.kind() == FileKind.REGULAR);
        return before.isEmpty()
                ? new Look(true, Optional.empty())
                : new Look(false, lookOnce(steps, name, before.get(), content, attributes));
    }

    /** Opens and asks; empty when the name shows another file afterwards. */
    private Optional<OpenObject> lookOnce(
            FileOps steps, Path file, FileFacts before, boolean content, boolean attributes) throws IOException {
        OpenObject seen = new OpenObject(before, Map.of(), Optional.empty());
        try {
            if (content) {
                seen = new OpenObject(before, Map.of(), Optional.of(steps.openForReading(file)));
            }
            if (attributes && features.attributes()) {
                seen = new OpenObject(before, steps.attributes(file, LocalAttributes.PREFIX), seen.content());
            }
            if (isStill(steps, file, before)) {
                return Optional.of(seen);
            }
        } catch (IOException | RuntimeException e) {
            seen.release();
            if (e instanceof RuntimeException || isStill(steps, file, before)) {
                throw e;
            }
            return Optional.empty();
        }
        seen.release();
        return Optional.empty();
    }

    private static boolean isStill(FileOps steps, Path file, FileFacts before) throws IOException {
        return steps.facts(file).filter(before::isSameAs).isPresent();
    }
}
