package io.siltstone.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What an object of parts is named by: the MD5 of the MD5s that its parts are named by, and how many they are. Ceph 16 joins
 * parts without saying so. Where a store names parts by something else this is empty, which is no version.
 */
final class S3JoinedEtag {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private S3JoinedEtag() {}

    static String of(List<CompletedPart> parts) {
        MessageDigest digest = md5();
        for (CompletedPart part : parts) {
            String etag = S3EtagQuoting.version(part.eTag());
            if (!MD5.matcher(etag).matches()) {
                return "";
            }
            digest.update(HexFormat.of().parseHex(etag));
        }
        return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
