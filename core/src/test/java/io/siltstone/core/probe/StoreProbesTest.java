package io.siltstone.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backends;
import io.siltstone.core.probe.ProbeFinding.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProbesTest {

    @TempDir
    private Path directory;

    @Test
    void aStoreInMemoryKeepsTheContractAndNothingOutlivesIt() throws Exception {
        Backends backends = Backends.system();
        List<ProbeResult> heard = new ArrayList<>();

        ProbeReport report = StoreProbes.run(backends.parse("mem:x"), backends, heard::add);

        assertThat(report.results()).isEqualTo(heard).isNotEmpty();
        assertThat(report.leftovers()).isZero();
        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.finding().verdict())
                        .as(result.toString())
                        .isEqualTo(result.probe().equals("durable-write") ? Verdict.DEVIATES : Verdict.OK));
    }

    @Test
    void aStoreOnDiskIsAsItWasAfterwards() throws Exception {
        Backends backends = Backends.system();

        ProbeReport report =
                StoreProbes.run(backends.parse(directory.resolve("s").toString()), backends, ProbeListener.NONE);

        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.finding().verdict())
                        .as(result.toString())
                        .isEqualTo(Verdict.OK));
        assertThat(directory.resolve("s").toFile().list()).containsExactly(".siltstone");
    }
}
