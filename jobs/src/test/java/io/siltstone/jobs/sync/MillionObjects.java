package io.siltstone.jobs.sync;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A process with a small heap that replicates a million equal objects twice. */
final class MillionObjects {

    private static final String FORM = "db/cpu/%07d.parquet";

    private MillionObjects() {}

    /** The folder that holds the ledger, and how many objects there are. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        AtomicLong reads = new AtomicLong();
        try (Pairs pairs = Pairs.of(
                new Generated(Pairs.memory("a"), count, reads),
                new Generated(Pairs.disk(Path.of(args[0])), count, reads))) {
            SyncReport first = pairs.run();
            require(first.of(SyncAction.CONFIRM).objects() == count && first.isComplete(), first);
            require(reads.get() == 2L * count, reads);
            SyncReport second = pairs.run();
            require(second.upToDate() == count && second.isComplete(), second);
            require(reads.get() == 2L * count, reads);
        }
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new IllegalStateException(what.toString());
        }
    }

    /** Objects that are made when they are asked for; what is not one of them is kept below. */
    private static final class Generated extends ForwardingBackend {
        private final int count;
        private final AtomicLong reads;

        Generated(Backend inner, int count, AtomicLong reads) {
            super(inner);
            this.count = count;
            this.reads = reads;
        }

        private static ObjectInfo info(ObjectKey key) {
            return new ObjectInfo(key, key.value().length(), Instant.EPOCH, Optional.of("v" + key.value()));
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) {
            return new Listing<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < count;
                }

                @Override
                public ObjectInfo next() throws StorageException {
                    if (next == count) {
                        throw new NoSuchElementException();
                    }
                    return info(ObjectKey.of(String.format(FORM, next++)));
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            if (key.isSystem()) {
                return inner().read(key, options);
            }
            reads.incrementAndGet();
            byte[] content = key.value().getBytes(StandardCharsets.UTF_8);
            return new ObjectContent(
                    info(key),
                    new ByteRange.Extent(0, content.length),
                    new ByteArrayInputStream(content),
                    ErrorContext.of(Operation.READ, "generated", key.value()));
        }
    }
}
