package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.resilience.ResilientBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store leaves on the disk for other users of the machine, and what they can do to it. */
final class LocalBackendTest {

    private static final SourceFingerprint SOURCE = new SourceFingerprint(1000, "v1");

    @TempDir
    Path directory;

    private Path root;
    private Path victim;

    @BeforeEach
    void makeVictim() throws IOException {
        root = directory.resolve("root");
        victim = Files.writeString(directory.resolve("victim"), "outside");
    }

    private LocalBackend open(long seed) throws StorageException {
        return LocalBackend.open(LocalConfig.of(root), StoreRuntime.system().withRandom(new Random(seed)));
    }

    private static void write(LocalBackend store, String key, WriteOptions options) throws IOException {
        store.write(TestStore.key(key), Source.bytes("content".getBytes(StandardCharsets.UTF_8)), options);
    }

    @Test
    void whateverIsStagedIsForItsOwnerAlone() throws IOException {
        try (LocalBackend store = open(1);
                ObjectWriter writer =
                        store.openWriter(TestStore.key("a/b"), OptionalLong.empty(), WriteOptions.DEFAULT);
                Transfer transfer = store.openTransfer(TestStore.key("a/c"), SOURCE, WriteOptions.DEFAULT)) {
            writer.write(new byte[10]);
            transfer.append(0, Source.bytes(new byte[10]));
            List<String> seen = new ArrayList<>();
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    seen.add(name.substring(name.lastIndexOf('.') + 1));
                    assertThat(PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
                }
            }
            assertThat(seen).contains("tmp", "part", "meta", "locks", "root-id");
        }
    }

    @Test
    void namesOfStagedFilesHave128RandomBits() throws IOException {
        try (LocalBackend store = open(1);
                ObjectWriter first = store.openWriter(TestStore.key("a"), OptionalLong.empty(), WriteOptions.DEFAULT);
                ObjectWriter second =
                        store.openWriter(TestStore.key("a"), OptionalLong.empty(), WriteOptions.DEFAULT)) {
            first.write(1);
            second.write(1);
            List<String> names = staged();
            assertThat(names).hasSize(2).allMatch(name -> name.matches("[0-9a-f]{32}-.*\\.tmp"));
            assertThat(names.get(0).substring(0, 32)).isNotEqualTo(names.get(1).substring(0, 32));
        }
    }

    private List<String> staged() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".siltstone/staging"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Two stores with the same random numbers: the first one tells the name that the second one will take. */
    @Test
    void aLinkThatWaitsAtTheStagingPathIsNotFollowed() throws IOException {
        String name;
        try (LocalBackend store = open(7);
                ObjectWriter writer =
                        store.openWriter(TestStore.key("a"), OptionalLong.empty(), WriteOptions.DEFAULT)) {
            writer.write(1);
            name = staged().get(0);
        }
        root = directory.resolve("other");
        try (LocalBackend store = open(7)) {
            Path link =
                    Files.createSymbolicLink(root.resolve(".siltstone/staging").resolve(name), victim);
            assertThatThrownBy(() -> write(store, "a", WriteOptions.DEFAULT)).isInstanceOf(StorageException.class);
            assertThat(link).isSymbolicLink();
            assertThat(store.stat(TestStore.key("a"))).isEmpty();
            write(store, "a", WriteOptions.DEFAULT);
        }
        assertThat(victim).hasContent("outside");
    }

    @Test
    void linksInPlaceOfFilesOfOursAreNotFollowed() throws IOException {
        try (LocalBackend store = open(1);
                Transfer transfer = store.openTransfer(TestStore.key("a"), SOURCE, WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(new byte[10]));
        }
        List<Path> ours;
        try (Stream<Path> files = Files.walk(root.resolve(".siltstone"))) {
            ours = files.filter(Files::isRegularFile).toList();
        }
        assertThat(ours).hasSize(4);
        for (Path file : ours) {
            Path aside = directory.resolve("aside");
            Files.move(file, aside);
            Files.createSymbolicLink(file, victim);
            try (LocalBackend store = open(2);
                    Transfer transfer = store.openTransfer(TestStore.key("a"), SOURCE, WriteOptions.DEFAULT)) {
                transfer.append(transfer.position(), Source.bytes(new byte[10]));
            } catch (StorageException refused) {
                assertThat(refused.reason()).as(file.toString()).contains("link");
            }
            assertThat(victim).as(file.toString()).hasContent("outside");
            Files.delete(file);
            Files.move(aside, file);
        }
    }

    @Test
    void metadataMakesNoLinkAndGivesNoRights() throws IOException {
        Map<String, String> claims =
                Map.of("mode", "4777", "uid", "1000", "gid", "1000", "symlink-target", victim.toString());
        try (LocalBackend store = open(1)) {
            assumeTrue(
                    store.capabilities().supports(Capability.USER_METADATA),
                    "the file system of the temporary directory keeps no metadata");
            write(store, "a", WriteOptions.DEFAULT.withMetadata(claims));
            Object owner = Files.getAttribute(directory, "unix:uid");
            for (String key : List.of("a", "b")) {
                Path file = root.resolve(key);
                if (key.equals("b")) {
                    store.copy(TestStore.key("a"), TestStore.key("b"), CopyOptions.DEFAULT);
                }
                assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
                assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0600);
                assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(owner);
                assertThat(store.stat(TestStore.key(key)).orElseThrow().metadata())
                        .isEqualTo(claims);
            }
        }
    }

    @Test
    void whatReplacesAProgramWithRightsHasNone() throws IOException {
        try (LocalBackend store = open(1)) {
            write(store, "a", WriteOptions.DEFAULT);
            Files.setAttribute(root.resolve("a"), "unix:mode", 04755);
            write(store, "a", WriteOptions.DEFAULT);
            assertThat((int) Files.getAttribute(root.resolve("a"), "unix:mode") & 07777)
                    .isEqualTo(0600);
        }
    }

    @Test
    void aDeviceIsNoObject() throws Exception {
        try (LocalBackend store = open(1)) {
            Path device = root.resolve("device");
            Process mknod = new ProcessBuilder("mknod", device.toString(), "c", "1", "5")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(mknod.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeTrue(mknod.waitFor() == 0, "a device cannot be made here: " + said);
            assertThat(store.stat(TestStore.key("device"))).isEmpty();
            assertThatThrownBy(() -> store.read(TestStore.key("device"), ReadOptions.ALL))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> write(store, "device", WriteOptions.DEFAULT))
                    .isInstanceOf(KeyConflictException.class);
            store.delete(TestStore.key("device"), Optional.empty());
            assertThat(device).exists();
        }
    }

    /** As many as a default layer tries again: three times, with pauses. */
    @Test
    void aProcessWithoutFreeDescriptorsTriesAgainAndThenSaysSo() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        StoreRuntime runtime = StoreRuntime.system().withSleeper(pauses::add);
        try (TestStore store = new TestStore(root)) {
            ResilientBackend resilient = new ResilientBackend(store.backend(), runtime);
            Source source = Source.bytes(new byte[1]);
            FileSystemException tooMany = new FileSystemException("x", null, "Too many open files");
            store.ops().failOnce("create ", tooMany);
            resilient.write(TestStore.key("a"), source, WriteOptions.DEFAULT);
            assertThat(pauses).hasSize(1);

            store.ops().script(step -> {
                if (step.startsWith("create ")) {
                    throw tooMany;
                }
            });
            assertThatThrownBy(() -> resilient.write(TestStore.key("b"), source, WriteOptions.DEFAULT))
                    .isInstanceOf(UnavailableException.class);
            assertThat(store.ops().count("create ")).isEqualTo(1 + 3);
            assertThat(pauses).hasSize(1 + 3);
            assertThat(resilient.isCircuitOpen()).isFalse();
            assertThat(store.list()).containsExactly("a");
            assertThat(store.staged()).isEmpty();
        }
    }
}
