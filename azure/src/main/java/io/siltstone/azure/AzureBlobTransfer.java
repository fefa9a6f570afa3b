package io.siltstone.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resumable write in the hands of its owner. Its bytes are blocks of a blob that no key can name; the commit proves them
 * and has the service copy that blob to its place, under the write's condition. What was staged by an earlier owner is
 * read back once where no source proves it, since only a hash over all bytes does.
 */
final class AzureBlobTransfer implements Transfer {

    private final AzureBlobTransfers transfers;
    private final AzureBlobStage stage;
    private final AzureBlobStaged staged;
    private final WriteOptions options;
    private final List<AzureBlobPiece> pieces;
    private final AzureBlobBlocks blocks;
    private final ErrorContext context;
    private final MessageDigest sha256 = Sha256.newDigest();
    private final MessageDigest md5 = AzureBlobDigest.md5();
    private long position;
    private long hashed;
    private boolean ended;

    AzureBlobTransfer(
            AzureBlobTransfers transfers,
            AzureBlobStage stage,
            AzureBlobStaged staged,
            WriteOptions options,
            List<AzureBlobPiece> pieces,
            AzureBlobBlocks blocks,
            ErrorContext context) {
        this.transfers = transfers;
        this.stage = stage;
        this.staged = staged;
        this.options = options;
        this.pieces = pieces;
        this.blocks = blocks;
        this.context = context;
        this.position = AzureBlobPiece.sizeBytes(pieces);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<String> writeId() {
        return options.writeId();
    }

    /** The service has held each piece to its MD5, and the pieces' ids tell the source's hash of it. */
    @Override
    public MessageDigest prove(Source.Replayable beginning) throws IOException {
        requireOpen();
        sha256.reset();
        md5.reset();
        hashed = 0;
        boolean same = true;
        try (InputStream in = beginning.open()) {
            for (AzureBlobPiece piece : pieces) {
                byte[] bytes = in.readNBytes(Math.toIntExact(piece.sizeBytes()));
                same &= bytes.length == piece.sizeBytes() && piece.isOf(bytes);
                hash(bytes, bytes.length);
            }
            // Its declared size is held to at its end.
            same &= in.read() < 0;
        }
        if (!same) {
            throw discarding(new IntegrityException(context, "what is staged is not the beginning of the source"));
        }
        return Sha256.copy(sha256);
    }

    @Override
    public void append(long expectedOffset, Source bytes) throws IOException {
        requireOpen();
        if (expectedOffset != position) {
            throw new PreconditionFailedException(
                    context, "the bytes begin at " + expectedOffset + ", but " + position + " are held");
        }
        readBack();
        try (InputStream in = bytes.open()) {
            boolean more = true;
            while (more) {
                more = appendBlock(in);
            }
        }
    }

    /** Stages up to a block of the stream; false at its end. What came before the stream failed is staged first. */
    private boolean appendBlock(InputStream in) throws IOException {
        long room = staged.source().sizeBytes() - position;
        byte[] buffer = new byte[(int) Math.min(blocks.sizeOf(pieces.size()), room + 1)];
        int held = 0;
        boolean more = true;
        IOException failure = null;
        try {
            while (held < buffer.length && more) {
                int n = in.read(buffer, held, buffer.length - held);
                more = n >= 0;
                held += Math.max(n, 0);
            }
        } catch (IOException e) {
            failure = e;
        }
        if (held > room) {
            throw new IntegrityException(
                    context, "more bytes come than the " + staged.source().sizeBytes() + " of the source");
        }
        if (held > 0) {
            stage(buffer, held, failure);
        }
        if (failure != null) {
            throw failure;
        }
        return more;
    }

    private void stage(byte[] buffer, int length, @Nullable IOException failure) throws StorageException {
        if (pieces.size() == AzureBlobLimits.MAX_BLOCKS) {
            throw new UnsupportedException(
                    context, "the transfer has come in more than " + AzureBlobLimits.MAX_BLOCKS + " pieces");
        }
        AzureBlobPiece piece = AzureBlobPiece.of(staged.nonce(), position, buffer, length, stage.now());
        try {
            stage.stage(piece, buffer, length);
        } catch (StorageException e) {
            if (failure != null) {
                e.addSuppressed(failure);
            }
            throw e;
        }
        pieces.add(piece);
        hash(buffer, length);
        position += length;
    }

    @Override
    public ObjectInfo commit(long totalBytes, Sha256 expected) throws StorageException {
        requireOpen();
        boolean whole = position == totalBytes && totalBytes == staged.source().sizeBytes();
        if (whole) {
            readBack();
        }
        if (!whole || !Sha256.finish(sha256).equals(expected)) {
            throw discarding(new IntegrityException(
                    context,
                    "the " + position + " staged bytes are not the " + totalBytes + " of SHA-256 " + expected));
        }
        // The hashes are spent: whoever commits again after a failure opens the transfer again.
        hashed = -1;
        String contentType = options.contentType().orElseGet(() -> ContentTypes.of(staged.key()));
        String version = stage.settle(
                staged,
                pieces,
                new BlobHttpHeaders().setContentType(contentType).setContentMd5(md5.digest()));
        ObjectInfo published =
                transfers.publish(staged.key(), stage.name(), version, options.withContentType(contentType));
        end();
        try {
            stage.remove();
        } catch (StorageException kept) {
            // The object is published; a sweep finds what is left.
        }
        return published;
    }

    /** What is staged is worth nothing; what keeps it from being removed is told beside the reason, for a sweep finds it. */
    private IntegrityException discarding(IntegrityException reason) {
        try {
            abort();
        } catch (StorageException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }

    @Override
    public void abort() throws StorageException {
        if (!ended) {
            end();
            stage.remove();
        }
    }

    @Override
    public void close() throws StorageException {
        if (ended) {
            return;
        }
        end();
        if (pieces.isEmpty()) {
            stage.remove();
        } else {
            stage.release();
        }
    }

    private void end() {
        ended = true;
        transfers.ended(this);
    }

    /** Hashes what an earlier owner has staged. */
    private void readBack() throws StorageException {
        if (hashed == position) {
            return;
        }
        String version = stage.settle(staged, pieces, new BlobHttpHeaders());
        sha256.reset();
        md5.reset();
        hashed = 0;
        ReadOptions pinned = new ReadOptions(ReadOptions.ALL.range(), Optional.of(version));
        try (ObjectContent content = transfers.read(staged.key(), stage.name(), pinned)) {
            byte[] buffer = new byte[1 << 17];
            for (int n = content.stream().read(buffer);
                    n >= 0;
                    n = content.stream().read(buffer)) {
                hash(buffer, n);
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw AzureBlobFaults.of(e, context, false);
        }
        if (hashed != position) {
            throw new IntegrityException(context, "the service holds " + hashed + " of " + position + " staged bytes");
        }
    }

    private void hash(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        md5.update(bytes, 0, length);
        hashed += length;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transfer has ended");
        }
    }
}
