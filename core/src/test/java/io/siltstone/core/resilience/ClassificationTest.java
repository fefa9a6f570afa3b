package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassificationTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.READ, "s3://b", "a");

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, NONE, 0",
        "AlreadyExists, SUCCESS, 0",
        "BackendFailure, FAILURE, 0",
        "Cancelled, NONE, 0",
        "ChangedDuringRead, SUCCESS, 0",
        "CircuitOpen, NONE, 0",
        "Configuration, NONE, 0",
        "Conflict, NONE, 3",
        "DurabilityUnknown, FAILURE, 0",
        "Integrity, FAILURE, 1",
        "InvalidKey, NONE, 0",
        "InvalidRange, SUCCESS, 0",
        "KeyConflict, SUCCESS, 0",
        "NoSpace, NONE, 0",
        "NotFound, SUCCESS, 0",
        "NotReplayable, NONE, 0",
        "OutcomeUnknown, FAILURE, 2147483647",
        "PreconditionFailed, SUCCESS, 0",
        "ResumeNotSupported, NONE, 0",
        "Throttled, NONE, 2147483647",
        "Timeout, FAILURE, 2147483647",
        "TransferBusy, NONE, 0",
        "Unauthenticated, NONE, 1",
        "Unavailable, FAILURE, 2147483647",
        "Unsupported, NONE, 0"
    })
    void eachErrorMeansSomethingForRetriesAndBreaker(String name, Verdict.Mark mark, int retries) throws Exception {
        Class<?> type = Class.forName("io.siltstone.core.error." + name + "Exception");
        Verdict verdict = Objects.requireNonNull(Classification.TABLE.get(type));
        assertThat(verdict.mark()).isEqualTo(mark);
        assertThat(verdict.retries(Operation.READ)).isEqualTo(retries);
    }

    @Test
    void noErrorIsWithoutARow() {
        assertThat(Classification.TABLE.keySet())
                .containsExactlyInAnyOrderElementsOf(errors())
                .hasSize(25);
    }

    @SuppressWarnings("unchecked")
    private static List<Class<? extends StorageException>> errors() {
        return List.of((Class<? extends StorageException>[]) StorageException.class.getPermittedSubclasses());
    }

    @Test
    void aBusyFileDoesNotMeanThatTheLocalDiskIsDown() {
        UnavailableException busy = new UnavailableException(CONTEXT, "too many files are open");
        assertThat(new Classification(true).of(busy)).isEqualTo(Verdict.BUSY);
        assertThat(new Classification(false).of(busy)).isEqualTo(Verdict.TRANSIENT);
        assertThat(Verdict.BUSY.mark()).isEqualTo(Verdict.Mark.NONE);
        assertThat(new Classification(true).of(new TimeoutException(CONTEXT, "nfs")))
                .isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void aServerThatRefusesARequestIsNotBroken() {
        BackendFailureException refused = new BackendFailureException(CONTEXT, "the store refuses the request");
        assertThat(new Classification(false).of(refused)).isEqualTo(Verdict.ANSWERED);
        assertThat(new Classification(true).of(refused)).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void onlyAWriteGoesToAnotherFileWhenTheDeviceFailed() {
        Verdict broken = new Classification(true).of(new BackendFailureException(CONTEXT, "input/output error"));
        assertThat(broken.retries(Operation.WRITE)).isEqualTo(1);
        assertThat(broken.retries(Operation.DELETE)).isZero();
    }
}
