package io.siltstone.s3;

import io.siltstone.core.Sha256;
import java.util.HexFormat;

/** What {@link S3PlatformHash} saved: known, but not to be gone on with until the source's beginning was read again. */
record S3UnprovenHash(byte[] saved) implements S3StagedHash {

    @Override
    public void update(byte[] bytes, int offset, int length) {
        throw new IllegalStateException(
                "an earlier owner proved the transfer against its source, and this one must, too");
    }

    @Override
    public Sha256 value() {
        return new Sha256(HexFormat.of().formatHex(saved));
    }

    @Override
    public byte[] save() {
        return saved;
    }

    @Override
    public S3StagedHash copy() {
        return this;
    }
}
