package io.siltstone.core.local;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;

/**
 * Copies objects inside the kernel. Never by a hard link: the two would be one file, and a version token names a file.
 */
final class LocalCopier {

    private final LocalReader reader;
    private final LocalPublisher publisher;
    private final LocalFeatures features;

    LocalCopier(LocalReader reader, LocalPublisher publisher, LocalFeatures features) {
        this.reader = reader;
        this.publisher = publisher;
        this.features = features;
    }

    /**
     * Copies.
     *
     * @param source names the source in errors
     * @param target names the target in errors
     */
    ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options, LocalCall source, LocalCall target)
            throws StorageException {
        WriteOptions asked = options.asWrite();
        publisher.requireServed(to, asked, target);
        OpenObject object = reader.open(from, options.sourceVersion(), source);
        try {
            return copy(object, to, withAttributes(object, from, asked), target);
        } finally {
            object.release();
        }
    }

    /** Without user attributes there is nothing but what the new key implies. */
    private WriteOptions withAttributes(OpenObject object, ObjectKey from, WriteOptions asked) {
        if (!features.attributes()) {
            return asked;
        }
        ObjectStat stat = LocalAttributes.stat(OpenObject.info(from, object.facts()), object.attributes());
        return asked.withMetadata(stat.metadata()).withContentType(stat.contentType());
    }

    private ObjectInfo copy(OpenObject object, ObjectKey to, WriteOptions options, LocalCall call)
            throws StorageException {
        LocalPublication publication = publisher.begin(to, options, call);
        try {
            publication
                    .staged()
                    .append(object.content().orElseThrow(), object.facts().sizeBytes());
        } catch (StorageException | RuntimeException e) {
            publisher.discard(publication);
            throw e;
        }
        return LocalWriter.publish(publisher, publication);
    }
}
