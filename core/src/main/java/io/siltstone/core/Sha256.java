package io.siltstone.core;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some content.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    /** The name of user metadata under which a writer may keep the hash of an object's whole content with it. */
    public static final String METADATA_NAME = "content-sha256";

    private static final int CHUNK_BYTES = 128 << 10;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
        }
    }

    /** The hash that is kept with an object under {@link #METADATA_NAME}; empty where none is. */
    public static Optional<Sha256> keptWith(ObjectStat stat) {
        return Optional.ofNullable(stat.metadata().get(METADATA_NAME))
                .filter(kept -> FORM.matcher(kept).matches())
                .map(Sha256::new);
    }

    /** The hash of the bytes. */
    public static Sha256 of(byte[] content) {
        return ofDigest(newDigest().digest(content));
    }

    /** A digest that was fed the source's bytes. */
    public static MessageDigest fed(Source source) throws IOException {
        MessageDigest digest = newDigest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = source.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return digest;
    }

    /** The hash of all that the digest was fed; the digest goes on. */
    public static Sha256 soFar(MessageDigest digest) {
        return finish(copy(digest));
    }

    /** A digest in the same state, for SHA-256 of every Java platform can be copied. */
    public static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("SHA-256 of every Java platform can be copied", e);
        }
    }

    /** The hash that the digest has come to; the digest is reset. */
    public static Sha256 finish(MessageDigest digest) {
        return ofDigest(digest.digest());
    }

    /** A fresh digest to feed. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
