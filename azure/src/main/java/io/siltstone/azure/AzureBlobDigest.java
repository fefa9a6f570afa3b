package io.siltstone.azure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which the service checks and keeps: against damage, not against people. */
final class AzureBlobDigest {

    private AzureBlobDigest() {}

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    static byte[] md5(byte[] bytes, int offset, int length) {
        MessageDigest digest = md5();
        digest.update(bytes, offset, length);
        return digest.digest();
    }
}
