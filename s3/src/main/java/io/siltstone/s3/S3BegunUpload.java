package io.siltstone.s3;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A multipart upload that a transfer has begun, with what its object will have: the store was told at the beginning, does
 * not say it again, and takes nothing else at the end.
 *
 * @param headers as in {@link S3Metadata#headers}
 */
record S3BegunUpload(String id, String contentType, Map<String, String> headers) {

    S3BegunUpload {
        headers = Map.copyOf(headers);
    }

    static S3BegunUpload of(String id, S3Metadata metadata) {
        return new S3BegunUpload(id, metadata.contentType(), metadata.headers());
    }

    /** The id of the write that began it, which its object will have. */
    Optional<String> writeId() {
        return S3Metadata.writeId(headers);
    }

    /** Whether its object would be described as wanted, whichever write it is of. */
    boolean isDescribedAs(S3Metadata wanted) {
        return contentType.equals(wanted.contentType())
                && S3Metadata.callers(headers).equals(S3Metadata.callers(wanted.headers()));
    }

    void encode(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeUTF(contentType);
        out.writeInt(headers.size());
        for (Map.Entry<String, String> each : headers.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeUTF(each.getValue());
        }
    }

    static S3BegunUpload decode(DataInput in) throws IOException {
        String id = in.readUTF();
        String contentType = in.readUTF();
        Map<String, String> headers = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(in.readUTF(), in.readUTF());
        }
        return new S3BegunUpload(id, contentType, headers);
    }
}
