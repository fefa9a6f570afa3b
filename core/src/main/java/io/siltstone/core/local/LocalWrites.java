package io.siltstone.core.local;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Takes sources and writers to the publisher. */
final class LocalWrites {

    private final LocalPublisher publisher;
    private final LocalPaths paths;

    LocalWrites(LocalPublisher publisher, LocalPaths paths) {
        this.publisher = publisher;
        this.paths = paths;
    }

    ObjectInfo write(ObjectKey key, Source source, WriteOptions options, LocalCall call) throws IOException {
        publisher.requireServed(key, options, call);
        requirePossible(key, options.mode(), call);
        LocalPublication publication = publisher.begin(key, options, call);
        try {
            stage(source, publication.staged());
        } catch (IOException | RuntimeException | Error e) {
            publisher.discard(publication);
            throw e;
        }
        return LocalWriter.publish(publisher, publication);
    }

    ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options, LocalCall call)
            throws StorageException {
        publisher.requireServed(key, options, call);
        return new LocalWriter(publisher, publisher.begin(key, options, call), sizeBytes);
    }

    /** A conditional write that fails already now need not read its source. The condition is asked again in the end. */
    private void requirePossible(ObjectKey key, WriteMode mode, LocalCall call) throws StorageException {
        if (mode instanceof WriteMode.Replace) {
            return;
        }
        Path target = paths.file(key, call);
        try {
            if (paths.isReal(LocalPaths.parent(target))) {
                publisher.requireMode(target, mode, call);
            }
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    private static void stage(Source source, StagedFile staged) throws IOException {
        // One byte more than declared, so that a small source is read, and proven to end, in one array of its size.
        long expected = Math.min(source.sizeBytes().orElse(LocalLimits.CHUNK_BYTES), LocalLimits.CHUNK_BYTES - 1);
        byte[] chunk = new byte[(int) expected + 1];
        try (InputStream in = source.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                staged.write(chunk, 0, n);
            }
        }
    }
}
