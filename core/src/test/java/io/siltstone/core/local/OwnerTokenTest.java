package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.local.OwnerToken.Liveness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerTokenTest {

    @TempDir
    Path directory;

    @Test
    void thisProcessLives() {
        FileOps ops = new NioFileOps(directory);
        OwnerToken self = OwnerToken.self(ops, directory);
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the platform has no /proc");

        assertThat(self.host()).matches("[0-9a-f]{32}").isNotEqualTo(OwnerToken.UNKNOWN_HOST);
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.start()).isPositive();
        assertThat(self.liveness(self, ops, directory)).isEqualTo(Liveness.ALIVE);
        assertThat(StagingNames.owner(new StagingNames(new java.util.Random(1), self).next()))
                .contains(self);
        assertThat(StagingNames.owner(new StagingNames(new java.util.Random(1), self).nextAccented()))
                .contains(self);
    }

    @Test
    void aProcessThatEndedIsDead() throws Exception {
        FileOps ops = new NioFileOps(directory);
        OwnerToken self = OwnerToken.self(ops, directory);
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the platform has no /proc");
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(new OwnerToken(self.host(), process.pid(), self.start()).liveness(self, ops, directory))
                .isEqualTo(Liveness.DEAD);
    }

    @Test
    void aPlatformThatDoesNotTellLeavesItOpen() throws Exception {
        ScriptedFileOps ops = new ScriptedFileOps(directory);
        OwnerToken self = OwnerToken.self(ops, directory);
        ops.script(step -> {
            if (step.contains("/proc/")) {
                throw new java.nio.file.NoSuchFileException("/proc");
            }
        });

        assertThat(OwnerToken.self(ops, directory).host()).isEqualTo(OwnerToken.UNKNOWN_HOST);
        assertThat(self.liveness(self, ops, directory)).isEqualTo(Liveness.UNKNOWN);
    }
}
