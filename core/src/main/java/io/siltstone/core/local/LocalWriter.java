package io.siltstone.core.local;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.StorageException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes into a staging file, which is discarded at the first failure. */
final class LocalWriter extends ObjectWriter {

    private final LocalPublisher publisher;
    private final LocalPublication publication;
    private @Nullable StorageException failure;

    LocalWriter(LocalPublisher publisher, LocalPublication publication, OptionalLong sizeBytes) {
        super(publication.call().context(), sizeBytes);
        this.publisher = publisher;
        this.publication = publication;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws StorageException {
        requireWhole();
        try {
            publication.staged().write(bytes, offset, length);
        } catch (StorageException e) {
            failure = e;
            publisher.discard(publication);
            throw e;
        }
    }

    @Override
    protected ObjectInfo publish() throws StorageException {
        requireWhole();
        return publish(publisher, publication);
    }

    /** Publishes, or leaves nothing. */
    static ObjectInfo publish(LocalPublisher publisher, LocalPublication publication) throws StorageException {
        try {
            return publisher.publish(publication, publisher.seal(publication));
        } catch (DurabilityUnknownException e) {
            throw e;
        } catch (StorageException | RuntimeException e) {
            publisher.discard(publication);
            throw e;
        }
    }

    /** Bytes that are missing in the middle must not go unnoticed. */
    private void requireWhole() throws StorageException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    protected void discard() {
        if (failure == null) {
            publisher.discard(publication);
        }
    }
}
