package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system whose {@code /etc/fstab} and {@code /proc/self/mountinfo} are files of the test. */
final class ExpectedMountsTest {

    @TempDir
    Path directory;

    private Path disk;
    private Path fstab;
    private Path mounted;
    private FileOps ops;

    @BeforeEach
    void describe() throws IOException {
        Path real = directory.toRealPath();
        disk = Files.createDirectory(real.resolve("a disk"));
        fstab = Files.writeString(
                real.resolve("fstab"),
                "# " + real + "/other\nUUID=1 / ext4 defaults 0 1\nUUID=2\t" + escaped(disk) + "\text4 defaults 0 2\n"
                        + "UUID=3 none swap sw 0 0\n");
        mounted = Files.writeString(real.resolve("mountinfo"), "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n");
        ops = new PlacedFileOps(new NioFileOps(real)) {
            @Override
            Path place(Path path) {
                return path.equals(Path.of("/etc/fstab"))
                        ? fstab
                        : path.equals(Path.of("/proc/self/mountinfo")) ? mounted : path;
            }
        };
    }

    private static String escaped(Path path) {
        return path.toString().replace(" ", "\\040");
    }

    private void open(Path root) throws IOException {
        LocalBackend.open(LocalConfig.of(root), StoreRuntime.system(), ops, 100).close();
    }

    private void mount() throws IOException {
        Files.writeString(mounted, "23 22 254:16 / " + escaped(disk) + " rw,relatime - ext4 /dev/vdb rw\n");
    }

    @Test
    void noStoreIsMadeWhereAMountIsMissing() throws IOException {
        for (Path root : new Path[] {disk, disk.resolve("deep/store")}) {
            assertThatThrownBy(() -> open(root))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is not mounted");
        }
        assertThat(Files.list(disk)).isEmpty();
    }

    @Test
    void aLinkToAMissingMountIsNoWayAroundIt() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), disk);
        assertThatThrownBy(() -> open(link.resolve("store"))).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void onceItIsMountedTheStoreIsMade() throws IOException {
        mount();
        open(disk.resolve("store"));
        assertThat(disk.resolve("store/.siltstone/root-id")).exists();
    }

    @Test
    void aStoreThatIsThereIsOpenedWhateverIsMounted() throws IOException {
        mount();
        open(disk);
        Files.writeString(mounted, "");
        open(disk);
    }

    @Test
    void aSystemThatDoesNotTellIsBelieved() throws IOException {
        Files.delete(fstab);
        open(disk.resolve("store"));
        assertThat(disk.resolve("store/.siltstone/root-id")).exists();
    }
}
