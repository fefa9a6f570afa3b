package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireReader;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The bytes that a request brings: unpacked where they come in signed chunks, and compared with their checksums. */
final class S3Content {

    static final String CHECKSUM = "x-amz-checksum-";

    private S3Content() {}

    /** The request with its bytes as they are to be stored, and what trailed them among its headers. */
    static WireRequest unpack(WireRequest request) {
        WireRequest plain = isChunked(request) ? unchunk(request) : request;
        requireChecksums(plain);
        return plain;
    }

    static String etag(byte[] bytes) {
        return HexFormat.of().formatHex(WireText.digest("MD5", bytes));
    }

    private static boolean isChunked(WireRequest request) {
        return request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    }

    private static WireRequest unchunk(WireRequest request) {
        try {
            WireReader reader = new WireReader(new ByteArrayInputStream(request.body()));
            byte[] bytes = reader.readChunks();
            if (request.header("x-amz-decoded-content-length")
                    .filter(length -> Long.parseLong(length) != bytes.length)
                    .isPresent()) {
                throw S3Refusal.of(400, "IncompleteBody");
            }
            Map<String, String> headers = new HashMap<>(request.headers());
            if (request.header("x-amz-trailer").isPresent()) {
                headers.putAll(reader.readFields());
            }
            return request.withHeaders(headers).withBody(bytes);
        } catch (IOException e) {
            throw S3Refusal.of(400, "IncompleteBody");
        }
    }

    /** CRC64NVME is not in the JDK and is taken on trust. */
    private static void requireChecksums(WireRequest request) {
        byte[] bytes = request.body();
        require(request.header("content-md5"), WireText.digest("MD5", bytes));
        require(request.header(CHECKSUM + "sha1"), WireText.digest("SHA-1", bytes));
        require(request.header(CHECKSUM + "sha256"), WireText.digest("SHA-256", bytes));
        require(request.header(CHECKSUM + "crc32"), crc(new CRC32(), bytes));
        require(request.header(CHECKSUM + "crc32c"), crc(new CRC32C(), bytes));
    }

    private static void require(Optional<String> claimed, byte[] actual) {
        if (claimed.filter(text -> !text.equals(WireText.base64(actual))).isPresent()) {
            throw S3Refusal.of(400, "BadDigest");
        }
    }

    private static byte[] crc(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
    }
}
