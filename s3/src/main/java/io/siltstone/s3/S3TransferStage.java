package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The bytes of a transfer: whole parts in the multipart upload, the rest in the record. A part goes up when a byte comes
 * that it has no room for; the record follows after each round of parts in flight, and at the end of an append. For one
 * thread.
 */
final class S3TransferStage {

    private static final int FIRST_BYTES = 64 << 10;

    private final S3Calls calls;
    private final S3Threads threads;
    private final S3TransferRecords records;
    private final S3Object object;
    private final S3Put put;
    private final S3PartSize partSize;
    private final ErrorContext context;
    private final Deque<Future<CompletedPart>> inFlight = new ArrayDeque<>();
    private final Deque<Integer> sizes = new ArrayDeque<>();
    private S3TransferRecord saved;
    private Optional<String> version;
    private S3TransferParts parts;
    private S3StagedHash hash;
    private S3StagedHash savedHash;
    private Optional<S3Multipart> upload;
    private Optional<S3BegunUpload> begun;
    private byte[] buffer;
    private int held;
    private long partsBytes;

    S3TransferStage(
            S3Calls calls,
            S3Threads threads,
            S3TransferRecords records,
            S3Object object,
            S3Put put,
            S3TransferRecord record,
            Optional<String> version,
            S3TransferParts parts) {
        this.calls = calls;
        this.threads = threads;
        this.records = records;
        this.object = object;
        this.put = put;
        this.context =
                ErrorContext.of(Operation.APPEND, calls.root(), record.key().value());
        this.partSize = new S3PartSize(
                calls.config().partBytes(), OptionalLong.of(record.source().sizeBytes()));
        this.saved = record;
        this.version = version;
        this.parts = parts;
        this.hash = S3StagedHash.of(record.hash());
        this.savedHash = hash.copy();
        this.begun = record.begun();
        this.upload = begun.map(each -> new S3Multipart(calls, record.key(), each.id(), context));
        this.buffer = record.tail();
        this.held = buffer.length;
        this.partsBytes = record.partsBytes();
    }

    ObjectKey key() {
        return saved.key();
    }

    SourceFingerprint source() {
        return saved.source();
    }

    long position() {
        return partsBytes + held;
    }

    /** The id that the object will have. */
    Optional<String> writeId() {
        return begun.map(S3BegunUpload::writeId).orElse(object.options().writeId());
    }

    Sha256 sha256() {
        return hash.value();
    }

    /** Goes on with the hash that the platform makes of the same bytes; false if it was made of others. */
    boolean prove(MessageDigest digest) {
        if (!Sha256.soFar(digest).equals(hash.value())) {
            return false;
        }
        hash = new S3PlatformHash(Sha256.copy(digest));
        savedHash = hash.copy();
        return true;
    }

    /** Takes some bytes of the source; -1 at its end. What the source throws leaves everything as it was. */
    int fill(InputStream in) throws IOException {
        int full = partSize.of(1);
        if (held == buffer.length && held < full) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(full, Math.max(FIRST_BYTES, 2L * held)));
        }
        if (held >= full) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            send();
            buffer = new byte[full];
            buffer[0] = (byte) next;
            return filled(1);
        }
        int n = in.read(buffer, held, buffer.length - held);
        return n <= 0 ? n : filled(n);
    }

    private int filled(int n) {
        hash.update(buffer, held, n);
        held += n;
        return n;
    }

    private void send() throws StorageException {
        try {
            if (upload.isEmpty()) {
                S3Multipart created = new S3Multipart(calls, key(), context);
                created.create(object.metadata());
                upload = Optional.of(created);
                begun = Optional.of(S3BegunUpload.of(created.uploadId(), object.metadata()));
            }
            S3Multipart target = upload.get();
            byte[] part = buffer;
            int length = held;
            int number = parts.count() + inFlight.size() + 1;
            S3Threads.Hold hold = threads.hold(length);
            inFlight.add(threads.submit(hold, () -> target.upload(number, part, length)));
            sizes.add(length);
            partsBytes += length;
            buffer = new byte[0];
            held = 0;
            if (inFlight.size() >= calls.config().partsInFlight()) {
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forget();
            throw new CancelledException(context, "the thread was interrupted");
        } catch (StorageException e) {
            forget();
            throw e;
        }
    }

    /** Makes all that was taken in outlive this process. When it fails, what was saved before is what is held. */
    void save() throws StorageException {
        try {
            settle();
            S3TransferRecord record = new S3TransferRecord(
                    key(),
                    source(),
                    saved.owner(),
                    begun,
                    parts.count(),
                    partsBytes,
                    parts.chain(),
                    hash.save(),
                    Arrays.copyOf(buffer, held));
            version = Optional.of(records.write(record, version, context));
            saved = record;
            savedHash = hash.copy();
        } catch (StorageException e) {
            forget();
            throw e;
        }
    }

    private void settle() throws StorageException {
        while (!inFlight.isEmpty()) {
            parts.add(S3Threads.await(inFlight.element(), context), sizes.element());
            inFlight.remove();
            sizes.remove();
        }
    }

    /** Goes back to what was saved last. */
    void forget() {
        for (Future<CompletedPart> part : inFlight) {
            S3Parts.await(part);
        }
        inFlight.clear();
        sizes.clear();
        parts = parts.first(saved.parts());
        hash = savedHash.copy();
        buffer = saved.tail();
        held = buffer.length;
        partsBytes = saved.partsBytes();
    }

    /** Publishes everything that is held. */
    ObjectInfo publish(ErrorContext commit) throws StorageException {
        ObjectInfo info;
        if (upload.isEmpty()) {
            info = put.bytes(object, buffer, held, commit);
        } else {
            List<CompletedPart> all = new ArrayList<>(parts.all());
            if (held > 0) {
                all.add(upload.get().upload(all.size() + 1, buffer, held));
            }
            info = upload.get().complete(all, position(), object.options().mode());
        }
        if (version.isPresent()) {
            forgetRecord();
        }
        return info;
    }

    /** The object is there: a record that stays is found by a sweep. */
    private void forgetRecord() {
        try {
            records.delete(records.name(key()), context);
        } catch (StorageException e) {
            return;
        }
    }

    void discard() throws StorageException {
        if (upload.isPresent()) {
            upload.get().abort();
        }
        if (version.isPresent()) {
            records.delete(records.name(key()), context);
        }
    }
}
