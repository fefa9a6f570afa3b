package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {

    @Test
    void everyTypeHasExactlyOneRow() {
        assertThat(ErrorTable.ROWS)
                .map(ErrorTable.Row::type)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(StorageException.class.getPermittedSubclasses())
                        .<Class<? extends StorageException>>map(type -> type.asSubclass(StorageException.class))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, 7",
        "AlreadyExists, 13",
        "BackendFailure, 1",
        "Cancelled, 130",
        "ChangedDuringRead, 5",
        "CircuitOpen, 5",
        "Configuration, 2",
        "Conflict, 5",
        "DurabilityUnknown, 1",
        "Integrity, 11",
        "InvalidKey, 2",
        "InvalidRange, 2",
        "KeyConflict, 13",
        "NoSpace, 1",
        "NotFound, 4",
        "NotReplayable, 1",
        "OutcomeUnknown, 1",
        "PreconditionFailed, 13",
        "ResumeNotSupported, 7",
        "Throttled, 5",
        "Timeout, 5",
        "TransferBusy, 13",
        "Unauthenticated, 7",
        "Unavailable, 5",
        "Unsupported, 7"
    })
    void eachTypeHasItsExitCode(String name, int code) {
        assertThat(ErrorTable.ROWS)
                .filteredOn(row -> row.type().getSimpleName().equals(name + "Exception"))
                .singleElement()
                .satisfies(row -> assertThat(row.exitCode().number()).isEqualTo(code));
    }

    @Test
    void whatIsRetryableIsTemporary() {
        assertThat(ErrorTable.ROWS)
                .filteredOn(
                        row -> row.type().getSimpleName().matches("(Throttled|Timeout|Unavailable|Conflict)Exception"))
                .hasSize(4)
                .allMatch(row -> row.exitCode() == ExitCode.TEMPORARY);
    }

    @Test
    void hintsAreClausesForOneLine() {
        assertThat(ErrorTable.ROWS).map(ErrorTable.Row::hint).allMatch(hint -> hint.matches("[^\n.]+[^\n]*[^\n.]"));
    }

    @Test
    void namesInJsonAreTheTypesWithoutException() {
        NotFoundException error = new NotFoundException(ErrorContext.of(Operation.READ, "mem", "k"), "gone");

        assertThat(ErrorTable.name(error)).isEqualTo("NotFound");
        assertThat(ErrorTable.of(error).exitCode()).isEqualTo(ExitCode.NO_SUCH_OBJECT);
    }
}
