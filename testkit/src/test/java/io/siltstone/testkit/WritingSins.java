package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sins of writing, deleting and copying. */
final class WritingSins {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "sin");

    private WritingSins() {}

    static List<Sin> all() {
        return List.of(
                new Sin("rewrites a plus to a space", KeyContract.class, PlusIsSpace::new),
                new Sin("publishes what came of a short source", WriteContract.class, ShortIsFine::new),
                new Sin("replaces the source's error", WriteContract.class, ErrorIsReplaced::new),
                new Sin("keeps the version of what was there", WriteContract.class, VersionStays::new),
                new Sin("forgets metadata", WriteContract.class, MetadataIsLost::new),
                new Sin("takes create-only for replace", ConditionalWriteContract.class, ConditionIsIgnored::new),
                new Sin("looks before it creates", ConditionalWriteContract.class, LooksThenWrites::new),
                new Sin("forgets the write id", ConditionalWriteContract.class, WriteIdIsLost::new),
                new Sin("deletes before it writes", ConcurrencyContract.class, DeletesThenWrites::new),
                new Sin("misses what it should delete", DeleteContract.class, AbsentIsAnError::new),
                new Sin("deletes whatever version is there", DeleteContract.class, DeletesAnyVersion::new),
                new Sin("answers a batch out of order", DeleteContract.class, BatchIsReversed::new),
                new Sin("copies no metadata", CopyContract.class, CopyIsBare::new),
                new Sin("copies whatever version is there", CopyContract.class, CopiesAnyVersion::new),
                new Sin("takes every directory for empty", DirectoryRemoveContract.class, EverythingIsEmpty::new),
                new Sin("removes an object as a directory", DirectoryRemoveContract.class, RemovesObjects::new),
                new Sin("sweeps what is Siltstone's own", SystemObjectsContract.class, SweepsTooMuch::new));
    }

    private static final class PlusIsSpace extends ForwardingBackend {
        PlusIsSpace(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            ObjectKey rewritten = ObjectKey.of(key.value().replace('+', ' '));
            return inner().write(rewritten, source, options).withKey(key);
        }
    }

    private static final class ShortIsFine extends ForwardingBackend {
        ShortIsFine(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            ByteArrayOutputStream came = new ByteArrayOutputStream();
            try (InputStream in = source.open()) {
                in.transferTo(came);
            } catch (IntegrityException e) {
                came.write(0);
            }
            return inner().write(key, Source.bytes(came.toByteArray()), options);
        }
    }

    private static final class ErrorIsReplaced extends ForwardingBackend {
        ErrorIsReplaced(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            try {
                return inner().write(key, source, options);
            } catch (StorageException e) {
                throw e;
            } catch (IOException e) {
                throw new UnavailableException(CONTEXT, "the body was short", e);
            }
        }
    }

    private static final class VersionStays extends ForwardingBackend {
        VersionStays(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            ObjectInfo info = inner().write(key, source, options);
            return new ObjectInfo(key, info.sizeBytes(), info.lastModified(), Optional.of("1"));
        }
    }

    private static final class MetadataIsLost extends ForwardingBackend {
        MetadataIsLost(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            return inner().write(key, source, options.withMetadata(Map.of()));
        }
    }

    private static final class ConditionIsIgnored extends ForwardingBackend {
        ConditionIsIgnored(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            return inner().write(key, source, options.withMode(WriteMode.REPLACE));
        }
    }

    /** Two who looked before either wrote: the second look waits for nothing, so the race happens in every run. */
    private static final class LooksThenWrites extends ForwardingBackend {
        private final Meeting meeting = new Meeting(2);

        LooksThenWrites(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            if (options.mode() instanceof WriteMode.CreateOnly) {
                if (inner().stat(key).isPresent()) {
                    throw new AlreadyExistsException(CONTEXT, "there");
                }
                meeting.arriveAndWait();
                return inner().write(key, source, options.withMode(WriteMode.REPLACE));
            }
            return inner().write(key, source, options);
        }
    }

    private static final class WriteIdIsLost extends ForwardingBackend {
        WriteIdIsLost(Backend inner) {
            super(inner);
        }

        @Override
        public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
            return inner().stat(key)
                    .map(stat -> new ObjectStat(stat.info(), stat.contentType(), stat.metadata(), Optional.empty()));
        }
    }

    /** The gap stays open until a reader has looked into it. */
    private static final class DeletesThenWrites extends ForwardingBackend {
        private final Meeting meeting = new Meeting(1);

        DeletesThenWrites(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            boolean replaced = inner().stat(key).isPresent();
            inner().delete(key, Optional.empty());
            if (replaced) {
                meeting.waitForOthers();
            }
            return inner().write(key, source, options);
        }

        @Override
        public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
            try {
                return inner().read(key, options);
            } catch (NotFoundException e) {
                meeting.arrive();
                throw e;
            }
        }
    }

    private static final class AbsentIsAnError extends ForwardingBackend {
        AbsentIsAnError(Backend inner) {
            super(inner);
        }

        @Override
        public void delete(ObjectKey key, Optional<String> version) throws StorageException {
            if (inner().stat(key).isEmpty()) {
                throw new NotFoundException(CONTEXT, "absent");
            }
            inner().delete(key, version);
        }
    }

    private static final class DeletesAnyVersion extends ForwardingBackend {
        DeletesAnyVersion(Backend inner) {
            super(inner);
        }

        @Override
        public void delete(ObjectKey key, Optional<String> version) throws StorageException {
            inner().delete(key, Optional.empty());
        }
    }

    private static final class BatchIsReversed extends ForwardingBackend {
        BatchIsReversed(Backend inner) {
            super(inner);
        }

        @Override
        public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
            List<DeleteResult> results = new ArrayList<>(inner().deleteBatch(keys));
            Collections.reverse(results);
            return results;
        }
    }

    private static final class CopyIsBare extends ForwardingBackend {
        CopyIsBare(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
            ObjectInfo copied = inner().copy(from, to, options);
            try (InputStream in = inner().read(to, ReadOptions.ALL).stream()) {
                return inner().write(to, Source.bytes(in.readAllBytes()), WriteOptions.DEFAULT);
            } catch (IOException e) {
                return copied;
            }
        }
    }

    private static final class CopiesAnyVersion extends ForwardingBackend {
        CopiesAnyVersion(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
            return inner().copy(
                            from,
                            to,
                            new CopyOptions(options.mode(), Optional.empty(), options.durability(), options.writeId()));
        }
    }

    private static final class EverythingIsEmpty extends ForwardingBackend {
        EverythingIsEmpty(Backend inner) {
            super(inner);
        }

        @Override
        public boolean removeDirectory(KeyPrefix prefix) {
            return true;
        }
    }

    private static final class RemovesObjects extends ForwardingBackend {
        RemovesObjects(Backend inner) {
            super(inner);
        }

        @Override
        public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
            if (!prefix.isRoot()) {
                inner().delete(ObjectKey.of(prefix.value()), Optional.empty());
            }
            return inner().removeDirectory(prefix);
        }
    }

    private static final class SweepsTooMuch extends ForwardingBackend {
        private final Set<ObjectKey> own = ConcurrentHashMap.newKeySet();

        SweepsTooMuch(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            if (key.value().startsWith(".siltstone/")) {
                own.add(key);
            }
            return inner().write(key, source, options);
        }

        @Override
        public SweepReport sweep(SweepRequest request) throws StorageException {
            for (ObjectKey key : own) {
                inner().delete(key, Optional.empty());
            }
            return inner().sweep(request);
        }
    }
}
