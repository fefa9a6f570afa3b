package io.siltstone.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockList;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.LeaseStateType;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnsupportedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resumable writes of a container, one for each key, as blobs below {@code .siltstone/partial/}. A blob there is
 * leased by the transfer's owner, tells in its metadata what it is of, and has what was staged as blocks; the service
 * drops those a week after the last came. What a plain upload that died has staged lies under its own key, uncommitted:
 * the service neither shows when it came nor lets it be deleted, and drops it after a week too, so no sweep tells of it.
 */
final class AzureBlobTransfers {

    private final AzureBlobClient client;
    private final AzureBlobUploads uploads;
    private final AzureBlobReader reader;
    private final AzureBlobCopier copier;
    private final AzureBlobNames names;
    private final Duration leaseTime;
    private final StoreRuntime runtime;
    private final String store;
    private final Set<AzureBlobTransfer> open = ConcurrentHashMap.newKeySet();

    AzureBlobTransfers(
            AzureBlobClient client,
            AzureBlobUploads uploads,
            AzureBlobReader reader,
            AzureBlobCopier copier,
            AzureBlobNames names,
            Duration leaseTime,
            StoreRuntime runtime,
            String store) {
        this.client = client;
        this.uploads = uploads;
        this.reader = reader;
        this.copier = copier;
        this.names = names;
        this.leaseTime = leaseTime;
        this.runtime = runtime;
        this.store = store;
    }

    /** As {@code ResumableWriter.openTransfer} says. */
    Transfer open(ObjectKey key, SourceFingerprint source, WriteOptions options) throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.APPEND, store, key.value());
        names.of(Operation.APPEND, key);
        AzureBlobUploads.requireMetadata(options, context);
        AzureBlobBlocks blocks = uploads.blocks(OptionalLong.of(source.sizeBytes()), context);
        if (source.version().getBytes(StandardCharsets.UTF_8).length > AzureBlobStaged.MAX_VERSION_BYTES) {
            throw new UnsupportedException(
                    context, "the source's version is longer than " + AzureBlobStaged.MAX_VERSION_BYTES + " bytes");
        }
        AzureBlobStaged wanted = new AzureBlobStaged(key, source, nonce());
        AzureBlobStage stage = new AzureBlobStage(
                client,
                names.directory() + AzureBlobNames.PARTIAL + AzureBlobStaged.name(key),
                leaseTime,
                runtime.nanoTime(),
                context);
        boolean created = stage.create(wanted);
        try {
            stage.own();
        } catch (NotFoundException ended) {
            throw new TransferBusyException(context, "another owner has ended the transfer just now", ended);
        }
        try {
            AzureBlobTransfer transfer = owned(stage, wanted, created, options, blocks, context);
            open.add(transfer);
            return transfer;
        } catch (StorageException e) {
            stage.giveBack(e);
            throw e;
        }
    }

    /** Takes up what the stage holds of this very source, or begins anew. */
    private AzureBlobTransfer owned(
            AzureBlobStage stage,
            AzureBlobStaged wanted,
            boolean created,
            WriteOptions options,
            AzureBlobBlocks blocks,
            ErrorContext context)
            throws StorageException {
        Optional<AzureBlobStaged> found = created ? Optional.of(wanted) : stage.describe();
        boolean same = found.isPresent()
                && found.get().source().equals(wanted.source())
                && found.get().key().equals(wanted.key());
        List<AzureBlobPiece> pieces = new ArrayList<>();
        if (!same) {
            stage.reset(wanted);
        } else if (!created) {
            pieces.addAll(AzureBlobPiece.chain(found.get().nonce(), stage.blocks()));
        }
        return new AzureBlobTransfer(this, stage, same ? found.get() : wanted, options, pieces, blocks, context);
    }

    /** The transfers that hold bytes. */
    Listing<TransferInfo> list() {
        ErrorContext context = ErrorContext.of(Operation.LIST, store);
        return new AzureBlobListing<>(pages(context), entry -> {
            Optional<AzureBlobStaged> staged = AzureBlobStaged.of(entry.item().getMetadata());
            Optional<Held> held = staged.isEmpty() ? Optional.empty() : held(entry, staged, context);
            return held.filter(each -> each.sizeBytes() > 0)
                    .map(each -> new TransferInfo(
                            staged.get().key(), staged.get().source(), each.sizeBytes(), each.touched()));
        });
    }

    /** As {@code StagingSweeper.sweep} says. */
    SweepReport sweep(SweepRequest request) throws StorageException {
        ErrorContext context =
                ErrorContext.of(Operation.SWEEP, store, request.below().value());
        List<SweepReport.Item> items = new ArrayList<>();
        AzureBlobPages pages = pages(context);
        for (Optional<AzureBlobEntry> entry = pages.next(); entry.isPresent(); entry = pages.next()) {
            Optional<AzureBlobStaged> staged =
                    AzureBlobStaged.of(entry.get().item().getMetadata());
            if (request.covers(staged.map(AzureBlobStaged::key))) {
                Optional<Held> held = held(entry.get(), staged, context);
                if (held.isPresent()) {
                    items.add(swept(request, entry.get(), staged.map(AzureBlobStaged::key), held.get(), context));
                }
            }
        }
        return new SweepReport(items);
    }

    private SweepReport.Item swept(
            SweepRequest request, AzureBlobEntry entry, Optional<ObjectKey> key, Held held, ErrorContext context)
            throws StorageException {
        Duration age = Duration.between(held.touched(), held.now());
        SweepReport.Verdict verdict = SweepReport.Verdict.REMOVED;
        if (LeaseStateType.LEASED.equals(entry.item().getProperties().getLeaseState())) {
            verdict = SweepReport.Verdict.OWNED;
        } else if (age.compareTo(request.olderThan()) < 0) {
            verdict = SweepReport.Verdict.YOUNG;
        } else if (!request.dryRun() && !remove(entry, context)) {
            verdict = SweepReport.Verdict.OWNED;
        }
        return new SweepReport.Item(entry.name(), key, held.sizeBytes(), age, verdict);
    }

    /** False where somebody has taken the transfer up meanwhile: his lease protects it. */
    private boolean remove(AzureBlobEntry entry, ErrorContext context) throws StorageException {
        try {
            client.ask(context, () -> client.blob(entry.name()).deleteWithResponse(null, null, null, Context.NONE));
            return true;
        } catch (NotFoundException gone) {
            return true;
        } catch (AccessDeniedException leased) {
            return false;
        }
    }

    /** What a transfer holds, since when, and what time it is, all by the store's clock. */
    private record Held(long sizeBytes, Instant touched, Instant now) {}

    /** Empty where the transfer has ended meanwhile. */
    private Optional<Held> held(AzureBlobEntry entry, Optional<AzureBlobStaged> staged, ErrorContext context)
            throws StorageException {
        try {
            Response<BlockList> answer = client.ask(
                    context,
                    () -> client.blob(entry.name())
                            .listBlocksWithResponse(BlockListType.ALL, null, null, Context.NONE));
            List<Block> blocks = client.ask(context, () -> AzureBlobStage.blocks(answer.getValue()));
            List<AzureBlobPiece> pieces = staged.isEmpty()
                    ? List.of()
                    : AzureBlobPiece.chain(staged.get().nonce(), blocks);
            Instant begun = client.ask(
                    context,
                    () -> entry.item().getProperties().getLastModified().toInstant());
            return Optional.of(new Held(
                    AzureBlobPiece.sizeBytes(pieces),
                    AzureBlobPiece.lastStaged(pieces).filter(begun::isBefore).orElse(begun),
                    AzureBlobStage.date(answer.getHeaders())));
        } catch (NotFoundException ended) {
            return Optional.empty();
        }
    }

    private AzureBlobPages pages(ErrorContext context) {
        return new AzureBlobPages(
                client,
                new AzureBlobPages.Scope(
                        names.directory() + AzureBlobNames.PARTIAL,
                        false,
                        new BlobListDetails().setRetrieveMetadata(true)),
                context);
    }

    private String nonce() {
        byte[] nonce = new byte[AzureBlobPiece.NONCE_BYTES];
        runtime.random().nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    ObjectContent read(ObjectKey key, String name, ReadOptions options) throws StorageException {
        return reader.read(key, name, options, ErrorContext.of(Operation.APPEND, store, key.value()));
    }

    /** Publishes what is staged. */
    ObjectInfo publish(ObjectKey key, String stage, String version, WriteOptions options) throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.COMMIT, store, key.value());
        BlobProperties source = copier.source(stage, Optional.of(version), context);
        return copier.copy(
                new AzureBlobCopier.Copy(stage, source, key, names.of(Operation.COMMIT, key), options), context);
    }

    void ended(AzureBlobTransfer transfer) {
        open.remove(transfer);
    }

    /** Lets go of every transfer that is still in hand here; a lease that cannot be given back ends by itself. */
    void close() {
        for (AzureBlobTransfer transfer : List.copyOf(open)) {
            try {
                transfer.close();
            } catch (StorageException ignored) {
                // Nothing can be done about it, and nothing is lost.
            }
        }
    }
}
