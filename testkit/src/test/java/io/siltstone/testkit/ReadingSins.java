package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sins of reading, listing, resuming, sweeping, and of what a backend tells of itself. */
final class ReadingSins {

    private ReadingSins() {}

    static List<Sin> all() {
        return List.of(
                new Sin("reads past the end as nothing", ReadContract.class, PastTheEndIsEmpty::new),
                new Sin("reads whatever version is there", ReadContract.class, ReadsAnyVersion::new),
                new Sin("lists in the order of strings", ListContract.class, listing(ReadingSins::byString)),
                new Sin("lists without the last", ListContract.class, listing(ReadingSins::withoutLast)),
                new Sin("lists one twice", ListContract.class, listing(ReadingSins::firstTwice)),
                new Sin("lists from the beginning", ListContract.class, IgnoresStart::new),
                new Sin("shows reserved names", DirectoryContract.class, ShowsReserved::new),
                new Sin("takes every source for the same", ResumeContract.class, OneFingerprint::new),
                new Sin("forgets what was staged", ResumeContract.class, StagesAnew::new),
                new Sin(
                        "removes in a dry run",
                        SweepContract.class,
                        sweep(r -> new SweepRequest(r.olderThan(), false))),
                new Sin(
                        "sweeps the young",
                        SweepContract.class,
                        sweep(r -> new SweepRequest(Duration.ZERO, r.dryRun()))),
                new Sin("sweeps the neighbours", SweepContract.class, sweep(r -> r.withBelow(KeyPrefix.ROOT))),
                new Sin("does what it does not claim", CapabilityContract.class, Understates::new),
                new Sin("claims what it cannot do", CapabilityContract.class, Overstates::new),
                new Sin("tells another configuration", ConfigContract.class, OtherConfig::new),
                new Sin("stays open", CloseContract.class, StaysOpen::new),
                new Sin("lists without the last", ModelContract.class, listing(ReadingSins::withoutLast)));
    }

    private static UnaryOperator<Backend> listing(UnaryOperator<List<ObjectKey>> change) {
        return inner -> new ForwardingBackend(inner) {
            @Override
            public Listing<ObjectKey> list(ListRequest request) throws StorageException {
                return of(change.apply(Contents.all(inner().list(request))));
            }
        };
    }

    private static UnaryOperator<Backend> sweep(UnaryOperator<SweepRequest> change) {
        return inner -> new ForwardingBackend(inner) {
            @Override
            public SweepReport sweep(SweepRequest request) throws StorageException {
                return inner().sweep(change.apply(request));
            }
        };
    }

    private static List<ObjectKey> byString(List<ObjectKey> keys) {
        return keys.stream().sorted(Comparator.comparing(ObjectKey::value)).toList();
    }

    private static List<ObjectKey> withoutLast(List<ObjectKey> keys) {
        return keys.subList(0, Math.max(0, keys.size() - 1));
    }

    private static List<ObjectKey> firstTwice(List<ObjectKey> keys) {
        List<ObjectKey> twice = new ArrayList<>(keys);
        twice.addAll(0, keys.stream().limit(1).toList());
        return twice;
    }

    private static <T> Listing<T> of(List<T> elements) {
        Iterator<T> iterator = elements.iterator();
        return new Listing<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public T next() {
                return iterator.next();
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static final class PastTheEndIsEmpty extends ForwardingBackend {
        PastTheEndIsEmpty(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            try {
                return inner().read(key, options);
            } catch (InvalidRangeException e) {
                return new ObjectContent(
                        inner().stat(key).orElseThrow().info(),
                        new ByteRange.Extent(0, 0),
                        InputStream.nullInputStream(),
                        e.context());
            }
        }
    }

    private static final class ReadsAnyVersion extends ForwardingBackend {
        ReadsAnyVersion(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            return inner().read(key, ReadOptions.range(options.range()));
        }
    }

    private static final class IgnoresStart extends ForwardingBackend {
        IgnoresStart(Backend inner) {
            super(inner);
        }

        @Override
        public Listing<ObjectKey> list(ListRequest request) throws StorageException {
            return inner().list(ListRequest.of(request.prefix()));
        }
    }

    private static final class ShowsReserved extends ForwardingBackend {
        ShowsReserved(Backend inner) {
            super(inner);
        }

        @Override
        public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
            return of(Contents.all(inner().listEntries(prefix)).stream()
                    .filter(DirectoryEntry.Directory.class::isInstance)
                    .map(DirectoryEntry::name)
                    .toList());
        }
    }

    private static final class OneFingerprint extends ForwardingBackend {
        OneFingerprint(Backend inner) {
            super(inner);
        }

        @Override
        public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
                throws StorageException {
            return inner().openTransfer(key, new SourceFingerprint(source.sizeBytes(), "same"), options);
        }
    }

    private static final class StagesAnew extends ForwardingBackend {
        StagesAnew(Backend inner) {
            super(inner);
        }

        @Override
        public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
                throws StorageException {
            inner().openTransfer(key, source, options).abort();
            return inner().openTransfer(key, source, options);
        }
    }

    private static final class Understates extends ForwardingBackend {
        Understates(Backend inner) {
            super(inner);
        }

        @Override
        public Capabilities capabilities() {
            return inner().capabilities().without(EnumSet.of(Capability.CREATE_ONLY));
        }
    }

    private static final class Overstates extends ForwardingBackend {
        Overstates(Backend inner) {
            super(inner);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    EnumSet.allOf(Capability.class), inner().capabilities().limits());
        }
    }

    private static final class OtherConfig extends ForwardingBackend {
        private int asked;

        OtherConfig(Backend inner) {
            super(inner);
        }

        @Override
        public BackendConfig config() {
            return new MemoryConfig("n" + asked++);
        }
    }

    private static final class StaysOpen extends ForwardingBackend {
        StaysOpen(Backend inner) {
            super(inner);
        }

        @Override
        public void close() {
            // Does nothing.
        }
    }
}
