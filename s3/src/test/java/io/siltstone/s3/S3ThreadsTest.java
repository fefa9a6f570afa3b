package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import org.junit.jupiter.api.Test;

final class S3ThreadsTest {

    private static final int PART = 1 << 20;

    /** As of every call on a store that is closed; a stream that fetches ahead may come here after that. */
    @Test
    void workAfterTheEndIsRefusedAsOfAClosedStore() throws Exception {
        S3Threads threads = new S3Threads("test", 1, PART);
        ErrorContext context = ErrorContext.of(Operation.READ, "s3://bucket");
        assertThat(S3Threads.await(threads.submit(() -> 7), context)).isEqualTo(7);
        threads.close();
        assertThatThrownBy(() -> threads.submit(() -> 7)).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 2; i++) {
            // The room is given back, or the second would wait for ever.
            S3Threads.Hold hold = threads.hold(PART);
            assertThatThrownBy(() -> threads.submit(hold, () -> 7)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void roomThatIsGivenBackIsThereAgain() throws Exception {
        try (S3Threads threads = new S3Threads("test", 2, PART)) {
            S3Threads.Hold first = threads.tryHold(PART).orElseThrow();
            threads.tryHold(PART).orElseThrow();
            assertThat(threads.tryHold(1)).isEmpty();
            first.release();
            assertThat(threads.tryHold(PART)).isPresent();
        }
    }
}
