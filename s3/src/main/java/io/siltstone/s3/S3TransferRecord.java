package io.siltstone.s3;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.error.InvalidKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What is known of a transfer between its owners: kept in an object that no key names, since a multipart upload tells
 * neither whose bytes it holds nor their hash, and takes no part below 5 MiB that another one follows.
 *
 * @param key where it will publish
 * @param source what it moves
 * @param owner names the last owner, so that each taking up makes another version of the record
 * @param begun the multipart upload; empty as long as everything is in the tail
 * @param parts how many parts of it are proven
 * @param partsBytes their length together
 * @param partsChain the chained hash of their numbers, sizes and ETags
 * @param hash the hash of parts and tail, or the state of a hash that can be gone on with
 * @param tail what came after the last part
 */
record S3TransferRecord(
        ObjectKey key,
        SourceFingerprint source,
        String owner,
        Optional<S3BegunUpload> begun,
        int parts,
        long partsBytes,
        String partsChain,
        byte[] hash,
        byte[] tail) {

    /** What every record begins with: a name, and the version of the form. */
    private static final long FORM = 0x53494c54_53330003L;

    static S3TransferRecord empty(ObjectKey key, SourceFingerprint source, String owner) {
        return new S3TransferRecord(
                key, source, owner, Optional.empty(), 0, 0, "", new S3RunningHash().save(), new byte[0]);
    }

    S3TransferRecord ownedBy(String other) {
        return new S3TransferRecord(key, source, other, begun, parts, partsBytes, partsChain, hash, tail);
    }

    long heldBytes() {
        return partsBytes + tail.length;
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(tail.length + 1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(FORM);
            out.writeUTF(key.value());
            out.writeLong(source.sizeBytes());
            out.writeUTF(source.version());
            out.writeUTF(owner);
            out.writeBoolean(begun.isPresent());
            if (begun.isPresent()) {
                begun.get().encode(out);
            }
            out.writeInt(parts);
            out.writeLong(partsBytes);
            out.writeUTF(partsChain);
            out.writeInt(hash.length);
            out.write(hash);
            out.writeInt(tail.length);
            out.write(tail);
        } catch (IOException e) {
            throw new UncheckedIOException("a text of the transfer is longer than 64 KiB", e);
        }
        return bytes.toByteArray();
    }

    /** The record in the bytes; empty where they are none, as after another program's hand. */
    static Optional<S3TransferRecord> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readLong() != FORM) {
                return Optional.empty();
            }
            ObjectKey key = ObjectKey.of(in.readUTF());
            SourceFingerprint source = new SourceFingerprint(in.readLong(), in.readUTF());
            String owner = in.readUTF();
            Optional<S3BegunUpload> begun = in.readBoolean() ? Optional.of(S3BegunUpload.decode(in)) : Optional.empty();
            int parts = in.readInt();
            long partsBytes = in.readLong();
            String chain = in.readUTF();
            byte[] hash = in.readNBytes(Math.max(0, in.readInt()));
            int length = in.readInt();
            boolean plausible = length >= 0
                    && length == in.available()
                    && S3StagedHash.isOne(hash)
                    && parts >= 0
                    && partsBytes >= 0;
            return plausible
                    ? Optional.of(new S3TransferRecord(
                            key, source, owner, begun, parts, partsBytes, chain, hash, in.readNBytes(length)))
                    : Optional.empty();
        } catch (InvalidKeyException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
