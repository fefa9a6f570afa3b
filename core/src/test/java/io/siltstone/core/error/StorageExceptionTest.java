package io.siltstone.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StorageExceptionTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.DELETE_BATCH, "s3:bucket", "a\nb");

    @Test
    void theMessageNamesOperationBackendAndKeyOnOneLine() {
        NotFoundException error = new NotFoundException(CONTEXT, "said\r\nthe store");
        assertThat(error).hasMessage("delete-batch s3:bucket key=`a\\u000Ab`: said\\u000D\\u000Athe store");
        assertThat(error.context()).isEqualTo(CONTEXT);
        assertThat(error.reason()).isEqualTo("said\\u000D\\u000Athe store");
        assertThat(new NotFoundException(ErrorContext.of(Operation.OPEN, "x"), "y"))
                .hasMessage("open x: y");
    }

    @Test
    void aBodyOfAServerIsBounded() {
        assertThat(new UnavailableException(CONTEXT, "x".repeat(1 << 20)).getMessage())
                .hasSizeLessThan(2200);
    }

    @Test
    void everyKindSaysWhetherToTryAgain() {
        Set<String> retryable = Arrays.stream(StorageException.class.getPermittedSubclasses())
                .filter(type -> make(type).isRetryable())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(retryable)
                .containsExactlyInAnyOrder(
                        "ConflictException", "ThrottledException", "TimeoutException", "UnavailableException");
    }

    @Test
    void aThrottledCallKnowsHowLong() {
        Optional<Duration> pause = Optional.of(Duration.ofSeconds(3));
        assertThat(new ThrottledException(CONTEXT, "slow down", pause, null).retryAfter())
                .isEqualTo(pause);
        assertThat(new ThrottledException(CONTEXT, "slow down", Optional.empty(), null).retryAfter())
                .isEmpty();
    }

    @Test
    void theMessageSaysHowOftenItWasTried() {
        UnavailableException error = new UnavailableException(CONTEXT, "down");
        assertThat(error.tries()).isEmpty();
        error.noteTries(new Tries(4, Tries.End.BUDGET_EXHAUSTED));
        assertThat(error)
                .hasMessage("delete-batch s3:bucket key=`a\\u000Ab`: down"
                        + " (tried 4 times; the retry budget is exhausted)");
        assertThat(new Tries(1, Tries.End.DEADLINE)).hasToString("tried once; the deadline leaves no time for another");
    }

    private static StorageException make(Class<?> type) {
        if (type == ThrottledException.class) {
            return new ThrottledException(CONTEXT, "reason", Optional.empty(), null);
        }
        if (type == CircuitOpenException.class) {
            return new CircuitOpenException(CONTEXT, "reason", Optional.empty(), null);
        }
        try {
            return (StorageException) type.getConstructor(ErrorContext.class, String.class, Throwable.class)
                    .newInstance(CONTEXT, "reason", null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " has not the constructor of its kind", e);
        }
    }
}
