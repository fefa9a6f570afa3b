package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.ResumeNotSupportedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A store that is only read. What would change it is refused before the store below is asked and before a source is
 * opened; a sweep may still be told as a dry run.
 */
public final class ReadOnlyBackend extends ForwardingBackend {

    private static final String REASON = "the store is read-only";

    private static final Set<Capability> WITHHELD = EnumSet.complementOf(EnumSet.of(Capability.READ_VERSION));

    public ReadOnlyBackend(Backend inner) {
        super(inner);
    }

    @Override
    public Capabilities capabilities() {
        return inner().capabilities().without(WITHHELD);
    }

    @Override
    public BackendConfig config() {
        return new ReadOnlyConfig(inner().config());
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws UnsupportedException {
        throw refused(Operation.WRITE, key.value());
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws UnsupportedException {
        throw refused(Operation.WRITE, key.value());
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws UnsupportedException {
        throw refused(Operation.DELETE, key.value());
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws UnsupportedException {
        throw refused(Operation.DELETE_BATCH, "");
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws UnsupportedException {
        throw refused(Operation.COPY, to.value());
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws UnsupportedException {
        throw refused(Operation.REMOVE_DIRECTORY, prefix.value());
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws ResumeNotSupportedException {
        throw new ResumeNotSupportedException(context(Operation.APPEND, key.value()), REASON);
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        if (!request.dryRun()) {
            throw refused(Operation.SWEEP, request.below().value());
        }
        return inner().sweep(request);
    }

    private UnsupportedException refused(Operation operation, String key) {
        return new UnsupportedException(context(operation, key), REASON);
    }

    private ErrorContext context(Operation operation, String key) {
        return ErrorContext.of(operation, location().root(), key);
    }
}
