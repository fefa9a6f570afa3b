package io.siltstone.jobs.sync;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.local.FineCheckpoints;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A run in a process of its own, to be killed: a line for each thing that it does, with the bytes sent so far. */
final class SyncChild {

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final AtomicLong sent = new AtomicLong();

    private SyncChild() {}

    /** Source folder, target address, and the bytes between two checkpoints of a target that is a folder. */
    public static void main(String[] args) throws IOException {
        SyncReport report = new SyncChild().run(Path.of(args[0]), args[1], Long.parseLong(args[2]));
        if (!report.isComplete()) {
            throw new IllegalStateException(report.toString());
        }
    }

    private SyncReport run(Path source, String target, long checkpointBytes) throws StorageException {
        try (Pairs pairs = Pairs.of(Pairs.disk(source), new Telling(target(target, checkpointBytes)))) {
            return SyncJob.run(
                    pairs.source,
                    pairs.target,
                    SyncRequest.DEFAULT.withResumeFromBytes(1 << 20),
                    Runnable::run,
                    StoreRuntime.system(),
                    new Counting());
        }
    }

    private static Backend target(String address, long checkpointBytes) throws StorageException {
        return address.startsWith("/")
                ? FineCheckpoints.open(Path.of(address), checkpointBytes)
                : Backends.system().open(address);
    }

    private void tell() {
        try {
            out.write((sent.get() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells of each change before it is made. */
    private final class Telling extends ForwardingBackend {
        Telling(Backend inner) {
            super(inner);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
            tell();
            return inner().write(key, source, options);
        }

        @Override
        public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
                throws StorageException {
            tell();
            return inner().openTransfer(key, source, options);
        }

        @Override
        public void delete(ObjectKey key, Optional<String> version) throws StorageException {
            tell();
            inner().delete(key, version);
        }

        @Override
        public List<io.siltstone.core.DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
            tell();
            return inner().deleteBatch(keys);
        }
    }

    private final class Counting implements SyncListener {
        @Override
        public void onFound(ObjectInfo object) {}

        @Override
        public void onSent(long bytes) {
            sent.addAndGet(bytes);
            tell();
        }

        @Override
        public void onDone(SyncAction action, ObjectInfo object) {
            tell();
        }

        @Override
        public void onFailed(SyncFailure failure) {}
    }
}
