package io.siltstone.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Environment;
import io.siltstone.core.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {

    @TempDir
    private Path directory;

    @Test
    void isWhereXdgSaysAndElseAtHome() {
        Map<String, String> variables = new LinkedHashMap<>();
        assertThat(ProfileFile.location(Environment.of(variables))).isEmpty();
        variables.put("HOME", "/home/me");
        assertThat(ProfileFile.location(Environment.of(variables)))
                .contains(Path.of("/home/me/.config/siltstone/config"));
        variables.put("XDG_CONFIG_HOME", "relative");
        assertThat(ProfileFile.location(Environment.of(variables)))
                .contains(Path.of("/home/me/.config/siltstone/config"));
        variables.put("XDG_CONFIG_HOME", "/etc/me");
        assertThat(ProfileFile.location(Environment.of(variables))).contains(Path.of("/etc/me/siltstone/config"));
    }

    @Test
    void readsProfilesWithCommentsAndWindowsLineEnds() throws Exception {
        ProfileFile file = written("# mine\r\n[backup]\r\nstore=s3://b/p\r\n  region =  eu-west-1 \r\n"
                + "AWS_SECRET_ACCESS_KEY = ${BACKUP_SECRET}\r\n\r\n; other\r\n[here]\r\nstore = /data/a=b;c#d\r\n");

        assertThat(file.names()).containsExactly("backup", "here");
        StoreProfile backup = file.profile("backup");
        assertThat(backup.store()).isEqualTo("s3://b/p");
        assertThat(backup.settings()).containsExactly(Map.entry("region", "eu-west-1"));
        assertThat(backup.variables()).containsExactly(Map.entry("AWS_SECRET_ACCESS_KEY", "BACKUP_SECRET"));
        assertThat(file.profile("here").store()).isEqualTo("/data/a=b;c#d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store = /a",
                "[a",
                "[]",
                "[a b]",
                "[../x]",
                "[a]\nstore = /a\n[a]\nstore = /b",
                "[a]\nstore = /a\nstore = /b",
                "[a]\nstore",
                "[a]\nstore =",
                "[a]\n= x",
                "[a]\nnot-a-name = x",
                "[a]\nstore = /a\u0000b",
                "[a]\nstore = /a\u001b[31m",
                "[a]\nstore = /a\u202eb",
                "\ufeff[a]\nstore = /a",
                "[a]\nstore = /a\nAWS_SECRET_ACCESS_KEY = hunter2",
                "[a]\nstore = /a\nAWS_SECRET_ACCESS_KEY = ${hunter2",
                "[a]\nstore = /a\nAZURE_STORAGE_KEY = x${hunter2}"
            })
    void aFileThatBreaksARuleIsAnErrorAsAWhole(String content) {
        assertThatThrownBy(() -> written(content))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whatIsNoTextOrTooLongIsAnError() throws Exception {
        Path file = directory.resolve("config");
        Files.write(file, new byte[] {'[', 'a', ']', '\n', '#', (byte) 0xC3, '\n'});
        assertThatThrownBy(() -> ProfileFile.read(file)).hasMessageContaining("UTF-8");
        Files.write(file, "#\n".repeat(ProfileFile.MAX_BYTES / 2 + 1).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ProfileFile.read(file)).hasMessageContaining("longer");
        assertThatThrownBy(() -> ProfileFile.read(directory)).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void aFileThatOthersMayWriteIsRefused(String permissions) throws Exception {
        Path file = Files.writeString(directory.resolve("config"), "[a]\nstore = /a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> ProfileFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void aMissingProfileIsAnErrorThatNamesThoseThereAre() throws Exception {
        ProfileFile file = written("[a]\nstore = /a\n[b]\nregion = x\n");

        assertThatThrownBy(() -> file.profile("c")).hasMessageContaining("`c`").hasMessageContaining("a, b");
        assertThatThrownBy(() -> file.profile("b"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("store");
        assertThatThrownBy(() -> ProfileFile.read(directory.resolve("absent")).profile("a"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void savingChangesTheProfileAndNothingElse() throws Exception {
        ProfileFile file =
                written("# top\n[a]\n# why\nstore = s3://old\nregion = x\nAWS_PROFILE = ${P}\netagQuoting = QUOTED\n"
                        + "\n[b]\nstore = /b\n");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("pathStyle", "true");
        settings.put("etagQuoting", "UNQUOTED");

        file.save("a", "s3://new", settings);

        assertThat(file.file())
                .hasContent("# top\n[a]\n# why\nstore = s3://new\nAWS_PROFILE = ${P}\netagQuoting = UNQUOTED\n"
                        + "pathStyle = true\n\n[b]\nstore = /b\n");
        ProfileFile again = ProfileFile.read(file.file()).save("c", "mem:c", Map.of());
        assertThat(again.names()).containsExactly("a", "b", "c");
        assertThat(ProfileFile.read(file.file()).profile("c").store()).isEqualTo("mem:c");
    }

    @Test
    void aNewFileIsItsOwnersAlone() throws Exception {
        Path file = directory.resolve("made/on/the/way/config");

        ProfileFile.read(file).save("a", "/a", Map.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("[a]\nstore = /a\n");
    }

    @Test
    void savingKeepsPermissionsAndLinksAndLeavesNothingBehind() throws Exception {
        Path file = Files.writeString(directory.resolve("real"), "[a]\nstore = /a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        ProfileFile.read(link).save("a", "/b", Map.of());

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("[a]\nstore = /b\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("real", "link");
    }

    @Test
    void whatCouldNotBeReadAgainIsNotSaved() throws Exception {
        ProfileFile file = written("[a]\nstore = /a\n");

        assertThatThrownBy(() -> file.save("b", "/b\n[c]", Map.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> file.save("b", "", Map.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> file.save("b c", "/b", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(file.file()).hasContent("[a]\nstore = /a\n");
    }

    private ProfileFile written(String content) throws Exception {
        return ProfileFile.read(Files.writeString(directory.resolve("config"), content));
    }
}
