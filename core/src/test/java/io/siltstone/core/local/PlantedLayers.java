package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.OptionalLong;

/** Stores with one bug each that is above the steps. */
final class PlantedLayers {

    private PlantedLayers() {}

    static Backend withoutSizeCheck(Backend inner) {
        return new ForwardingBackend(inner) {
            @Override
            public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
                return super.write(key, Source.replayable(() -> new Unchecked(source.open())), options);
            }
        };
    }

    /** Ends where it should complain that it ends. */
    private static final class Unchecked extends FilterInputStream {

        Unchecked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IntegrityException e) {
                return -1;
            }
        }
    }

    static Backend whereCloseCommits(Backend inner) {
        return new ForwardingBackend(inner) {
            @Override
            public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
                    throws StorageException {
                return new Closing(super.openWriter(key, sizeBytes, options), key, sizeBytes);
            }
        };
    }

    private static final class Closing extends ObjectWriter {

        private final ObjectWriter inner;

        Closing(ObjectWriter inner, ObjectKey key, OptionalLong sizeBytes) {
            super(ErrorContext.of(Operation.WRITE, "planted", key.value()), sizeBytes);
            this.inner = inner;
        }

        @Override
        protected void stage(byte[] bytes, int offset, int length) throws IOException {
            inner.write(bytes, offset, length);
        }

        @Override
        protected ObjectInfo publish() throws IOException {
            return inner.commit();
        }

        @Override
        protected void discard() throws IOException {
            inner.commit();
        }
    }

    static Backend whereAppendsHaveNoOffset(Backend inner) {
        return new ForwardingBackend(inner) {
            @Override
            public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
                    throws StorageException {
                return new Forwarding(super.openTransfer(key, source, options)) {
                    @Override
                    public void append(long expectedOffset, Source bytes) throws IOException {
                        super.append(position(), bytes);
                    }
                };
            }
        };
    }

    static Backend whereCommitsHaveNoHash(Backend inner) {
        return new ForwardingBackend(inner) {
            @Override
            public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
                    throws StorageException {
                return new Unhashed(super.openTransfer(key, source, options));
            }
        };
    }

    private static class Forwarding implements Transfer {

        private final Transfer inner;

        Forwarding(Transfer inner) {
            this.inner = inner;
        }

        @Override
        public long position() {
            return inner.position();
        }

        @Override
        public MessageDigest prove(Source.Replayable beginning) throws IOException {
            return inner.prove(beginning);
        }

        @Override
        public void append(long expectedOffset, Source bytes) throws IOException {
            inner.append(expectedOffset, bytes);
        }

        @Override
        public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
            return inner.commit(totalBytes, sha256);
        }

        @Override
        public void abort() throws StorageException {
            inner.abort();
        }

        @Override
        public void close() throws StorageException {
            inner.close();
        }
    }

    /** Knows the hash of what it took itself, and believes that one. */
    private static final class Unhashed extends Forwarding {

        private final MessageDigest taken = Sha256.newDigest();

        Unhashed(Transfer inner) {
            super(inner);
        }

        @Override
        public void append(long expectedOffset, Source bytes) throws IOException {
            super.append(expectedOffset, bytes);
            try (InputStream again = bytes.open()) {
                taken.update(again.readAllBytes());
            }
        }

        @Override
        public ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException {
            return super.commit(totalBytes, Sha256.finish(taken));
        }
    }
}
