package io.siltstone.s3;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resumable writes. Of one process a second owner is refused at once; of two processes the later one takes over, since
 * the earlier may have been killed, and the earlier is refused at its next step if it lives.
 */
final class S3Transfers {

    private static final int OWNER_BYTES = 16;

    private final S3Calls calls;
    private final S3Threads threads;
    private final S3Upload upload;
    private final S3TransferRecords records;
    private final S3Sweeper sweeper;
    private final Set<ObjectKey> owned = ConcurrentHashMap.newKeySet();

    S3Transfers(S3Calls calls, S3Threads threads, S3Upload upload) {
        this.calls = calls;
        this.threads = threads;
        this.upload = upload;
        this.records = new S3TransferRecords(calls);
        this.sweeper = new S3Sweeper(calls, records);
    }

    Transfer open(ObjectKey key, SourceFingerprint source, WriteOptions options) throws StorageException {
        ErrorContext context = calls.begin(Operation.APPEND, key.value());
        S3Object object = upload.object(key, options, context);
        S3Upload.requireFits(OptionalLong.of(source.sizeBytes()), context);
        if (upload.mustBeOne(options.mode())
                && source.sizeBytes() > calls.config().partBytes()) {
            throw S3Upload.tooLargeForOne(context);
        }
        if (!owned.add(key)) {
            throw new TransferBusyException(context, "another owner holds the transfer");
        }
        try {
            return new S3Transfer(calls, stage(key, source, object, context), () -> owned.remove(key));
        } catch (StorageException | RuntimeException e) {
            owned.remove(key);
            throw e;
        }
    }

    private S3TransferStage stage(ObjectKey key, SourceFingerprint source, S3Object object, ErrorContext context)
            throws StorageException {
        byte[] owner = new byte[OWNER_BYTES];
        calls.runtime().random().nextBytes(owner);
        String name = HexFormat.of().formatHex(owner);
        Optional<S3TransferRecords.Held> found = records.read(records.name(key), context);
        Optional<S3TransferParts> parts = Optional.empty();
        if (found.isPresent() && isOf(found.get().record(), source, object)) {
            parts = S3TransferParts.find(calls, found.get().record(), context);
        }
        if (found.isPresent() && parts.isPresent()) {
            S3TransferRecord mine = found.get().record().ownedBy(name);
            String version = records.write(mine, found.map(S3TransferRecords.Held::version), context);
            return stage(object, mine, Optional.of(version), parts.get());
        }
        if (found.isPresent()) {
            discard(found.get(), context);
        }
        return stage(object, S3TransferRecord.empty(key, source, name), Optional.empty(), new S3TransferParts());
    }

    private static boolean isOf(S3TransferRecord record, SourceFingerprint source, S3Object object) {
        return record.source().equals(source)
                && record.begun().stream().allMatch(begun -> begun.isDescribedAs(object.metadata()));
    }

    private S3TransferStage stage(
            S3Object object, S3TransferRecord record, Optional<String> version, S3TransferParts parts) {
        return new S3TransferStage(calls, threads, records, object, upload.put(), record, version, parts);
    }

    private void discard(S3TransferRecords.Held held, ErrorContext context) throws StorageException {
        Optional<S3BegunUpload> begun = held.record().begun();
        if (begun.isPresent()) {
            new S3Multipart(calls, held.record().key(), begun.get().id(), context).abort();
        }
        records.delete(held.name(), context);
    }

    Listing<TransferInfo> list() throws StorageException {
        ErrorContext context = calls.begin(Operation.LIST, "");
        List<TransferInfo> infos = new ArrayList<>();
        for (S3TransferRecords.Named each : records.list(context).names()) {
            Optional<S3TransferRecords.Held> held = records.read(each.name(), context);
            held.filter(found -> found.record().heldBytes() > 0)
                    .map(found -> new TransferInfo(
                            found.record().key(),
                            found.record().source(),
                            found.record().heldBytes(),
                            found.touched()))
                    .ifPresent(infos::add);
        }
        return new S3Held<>(infos.iterator());
    }

    SweepReport sweep(SweepRequest request) throws StorageException {
        return sweeper.sweep(request, owned);
    }
}
