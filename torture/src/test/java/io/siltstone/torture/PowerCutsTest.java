package io.siltstone.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Power cuts on real file systems, at moments that the seed gives: FULL loses nothing, DATA shows nothing that is empty or
 * torn. Needs root, and the tools of the file systems.
 */
final class PowerCutsTest {

    private static final long HOST_BYTES = 4L << 30;

    @TempDir
    Path directory;

    private Path shutdown;
    private Path host;

    /** A file system that clones files in one step, for the images that are copied. */
    @BeforeEach
    void mountHost() throws Exception {
        assumeTrue(Scale.isFull(), "power cuts take minutes and root: run them with -Ptorture");
        shutdown = directory.resolve("shutdown");
        String missing = CFile.compile("shutdown.c", shutdown);
        assumeTrue(missing.isEmpty(), "the power cannot be cut: " + missing);
        Path image = directory.resolve("host.img");
        host = Files.createDirectory(directory.resolve("host"));
        Files.createDirectory(directory.resolve("mount"));
        for (LoopDisk.Type type : LoopDisk.Type.values()) {
            Command tools = Command.run(type.tool(), "-V");
            assumeTrue(tools.code() == 0, "a file system cannot be made: " + tools.said());
        }
        LoopDisk.make(LoopDisk.Type.XFS, image, HOST_BYTES);
        Command mounted = Command.run("mount", "-o", "loop", image.toString(), host.toString());
        assumeTrue(mounted.code() == 0, "nothing can be mounted here: " + mounted.said());
    }

    @AfterEach
    void unmountHost() throws Exception {
        if (host != null) {
            Command.run("umount", directory.resolve("mount").toString());
            Command.run("umount", host.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPromisedOutlivesPowerCuts(LoopDisk.Type type) throws Exception {
        for (Durability durability : Durability.values()) {
            CutFigures figures = new CutFigures(type, durability);
            try (ChildProcess child = ChildProcess.start(CutChild.class, Map.of())) {
                for (int i = 0; i < Scale.cuts(); i++) {
                    LoopDisk disk = new LoopDisk(type, shutdown, host, directory.resolve("mount"));
                    new PowerCut(disk, figures).run(child, Scale.seed() * Scale.cuts() + i);
                }
            }
            System.out.println(figures);
            assertThat(figures.broken()).isEmpty();
            assertThat(figures.cuts()).isEqualTo(Scale.cuts());
        }
    }
}
