package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootMarkerTest {

    private static final String OURS = "0".repeat(32);
    private static final String THEIRS = "1".repeat(32);
    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.OPEN, "local:test");

    @TempDir
    Path reserved;

    private ScriptedFileOps ops;

    @BeforeEach
    void open() {
        ops = new ScriptedFileOps(reserved);
    }

    private RootMarker make() throws IOException {
        return RootMarker.make(ops, reserved, reserved.resolve("staged"), OURS, CONTEXT);
    }

    @Test
    void anErrorOfTheDeviceIsNoReasonToReplaceWhatMayBeThere() {
        ops.failOnce("link root-id", new IOException("Input/output error"));

        assertThatThrownBy(this::make).hasMessage("Input/output error");
        assertThat(ops.count("move ")).isZero();
        assertThat(reserved).isEmptyDirectory();
    }

    @Test
    void withoutHardLinksAMarkerIsRenamed() throws IOException {
        ops.failOnce("link root-id", new IOException("Operation not permitted"));

        assertThat(make().id()).isEqualTo(OURS);
        assertThat(reserved).isDirectoryContaining(file -> file.endsWith("root-id"));
        assertThat(ops.count("move root-id")).isOne();
    }

    @Test
    void withoutHardLinksAnothersMarkerStays() throws IOException {
        ops.script(step -> {
            if (step.equals("link root-id")) {
                Files.writeString(reserved.resolve("root-id"), THEIRS);
                throw new IOException("Operation not permitted");
            }
        });

        assertThat(make().id()).isEqualTo(THEIRS);
        assertThat(reserved.resolve("staged")).doesNotExist();
    }
}
