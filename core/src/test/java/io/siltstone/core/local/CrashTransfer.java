package io.siltstone.core.local;

import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.WriteOptions;
import java.util.Arrays;

/** A resumable write of a {@link CrashHistory}. */
record CrashTransfer(String key, byte[] content, WriteOptions options) {

    SourceFingerprint source() {
        return new SourceFingerprint(content.length, "v1");
    }

    Sha256 sha256() {
        return Sha256.of(content);
    }

    Source piece(long from, long to) {
        return Source.bytes(Arrays.copyOfRange(content, (int) from, (int) to));
    }
}
