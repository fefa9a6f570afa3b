package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void leaveATransfer() throws IOException {
        try (Storage storage = Storage.open(directory.toString());
                Transfer transfer =
                        storage.openTransfer("db/a", new SourceFingerprint(100, "v1"), WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(new byte[40]));
        }
        Run.on(directory).input("kept").of("put", "-", "db/b");
    }

    @Test
    void youngLeftoversAreKept() {
        Run.Result result = Run.on(directory).of("sweep");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("db/a", "kept, too young");
        assertThat(result.err()).isEqualTo("removed 0 leftovers, 0 B; kept 1\n");
    }

    @Test
    void aDryRunTellsAndARunRemoves() {
        Run.Result told = Run.on(directory).of("sweep", "--older-than", "0s", "--dry-run", "--json");
        assertThat(told.out())
                .contains("\"type\":\"leftover\"", "\"key\":\"db/a\"", "\"verdict\":\"removed\"", "\"dryRun\":true");

        Run.Result removed = Run.on(directory).of("sweep", "--older-than", "0s");
        assertThat(removed.out()).contains("db/a", "removed");
        assertThat(removed.err()).startsWith("removed 1 leftover, ");
        assertThat(Run.on(directory).of("sweep", "--older-than", "0s").out()).isEmpty();
        assertThat(Run.on(directory).of("cat", "db/b").out()).isEqualTo("kept");
    }
}
