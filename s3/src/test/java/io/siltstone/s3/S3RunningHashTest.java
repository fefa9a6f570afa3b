package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Sha256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class S3RunningHashTest {

    /** The platform's own implementation is the oracle. */
    @Test
    void isSha256OfEveryLengthAndTakenUpAnywhere() {
        byte[] content = new byte[1000];
        new Random(1).nextBytes(content);
        for (int length = 0; length <= 300; length++) {
            int cut = (length * 7) % (length + 1);
            S3RunningHash first = new S3RunningHash();
            first.update(content, 0, cut);
            S3RunningHash second = new S3RunningHash(first.save());
            second.update(content, cut, length - cut);
            assertThat(second.value()).as("%s bytes", length).isEqualTo(Sha256.of(Arrays.copyOf(content, length)));
        }
    }

    @Test
    void goesOnAfterItWasAsked() {
        byte[] content = new byte[777];
        S3RunningHash hash = new S3RunningHash();
        hash.update(content, 0, 100);
        hash.value();
        hash.update(content, 100, 677);
        assertThat(hash.value()).isEqualTo(Sha256.of(content));
    }
}
