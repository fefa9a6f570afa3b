package io.siltstone.azure;

import com.azure.storage.blob.models.Block;
import io.siltstone.core.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block of a transfer. What must be known of it when the transfer is taken up is in its id: the transfer's nonce, where
 * its bytes begin, when they came by the store's clock, and the beginning of their SHA-256.
 *
 * @param offset of its first byte in the object
 * @param sizeBytes how long it is
 * @param stagedAt when it was staged, in whole seconds
 * @param check the first bytes of the hash
 * @param id in Base64, as the service has it
 */
record AzureBlobPiece(long offset, long sizeBytes, Instant stagedAt, long check, String id) {

    /** What is left of an id's bytes for the transfer's nonce. */
    static final int NONCE_BYTES = AzureBlobLimits.BLOCK_ID_BYTES - 3 * Long.BYTES;

    /** A new one. */
    static AzureBlobPiece of(String nonce, long offset, byte[] bytes, int length, Instant now) {
        long check = check(bytes, length);
        byte[] id = ByteBuffer.allocate(AzureBlobLimits.BLOCK_ID_BYTES)
                .put(HexFormat.of().parseHex(nonce))
                .putLong(offset)
                .putLong(now.getEpochSecond())
                .putLong(check)
                .array();
        return new AzureBlobPiece(
                offset, length, now, check, Base64.getEncoder().encodeToString(id));
    }

    /** Whether the bytes, which are as many, are those that were staged. */
    boolean isOf(byte[] bytes) {
        return check(bytes, bytes.length) == check;
    }

    private static long check(byte[] bytes, int length) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes, 0, length);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** The transfer's pieces from the first byte on, without a gap, of the blocks that the service has. */
    static List<AzureBlobPiece> chain(String nonce, List<Block> blocks) {
        Map<Long, AzureBlobPiece> byOffset = new HashMap<>();
        for (Block block : blocks) {
            parse(nonce, block)
                    .ifPresent(piece ->
                            byOffset.merge(piece.offset(), piece, (a, b) -> a.sizeBytes() >= b.sizeBytes() ? a : b));
        }
        List<AzureBlobPiece> chain = new ArrayList<>();
        long position = 0;
        AzureBlobPiece next = byOffset.get(position);
        while (next != null) {
            chain.add(next);
            position += next.sizeBytes();
            next = byOffset.get(position);
        }
        return chain;
    }

    /** How many bytes the pieces hold. */
    static long sizeBytes(List<AzureBlobPiece> chain) {
        return chain.stream().mapToLong(AzureBlobPiece::sizeBytes).sum();
    }

    /** When the last of the pieces came; empty for none. */
    static Optional<Instant> lastStaged(List<AzureBlobPiece> chain) {
        return chain.stream().map(AzureBlobPiece::stagedAt).max(Instant::compareTo);
    }

    private static Optional<AzureBlobPiece> parse(String nonce, Block block) {
        byte[] id;
        try {
            id = Base64.getDecoder().decode(block.getName());
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        boolean ours = id.length == AzureBlobLimits.BLOCK_ID_BYTES
                && HexFormat.of().formatHex(id, 0, NONCE_BYTES).equals(nonce)
                && block.getSizeLong() > 0;
        if (!ours) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(id, NONCE_BYTES, 3 * Long.BYTES);
        return Optional.of(new AzureBlobPiece(
                fields.getLong(),
                block.getSizeLong(),
                Instant.ofEpochSecond(fields.getLong()),
                fields.getLong(),
                block.getName()));
    }
}
