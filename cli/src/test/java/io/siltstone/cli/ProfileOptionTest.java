package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.StoreOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are named by a profile, from the command line. */
class ProfileOptionTest {

    @TempDir
    private Path home;

    @Test
    void aProfileNamesTheStoreInAllItsPlaces() throws Exception {
        profiles("[a]\nstore = " + home.resolve("store") + "\ndurability = NONE\n");
        assertThat(run().input("hello").of("put", "-", "x", "--profile", "a").code())
                .isZero();

        assertThat(run().of("--profile", "a", "cat", "x").out()).isEqualTo("hello");
        assertThat(run().with(StoreOption.PROFILE_VARIABLE, "a").of("cat", "x").out())
                .isEqualTo("hello");
        assertThat(run().of("cat", "x", "--store", "profile:a").out()).isEqualTo("hello");
        assertThat(run().of("sync", "profile:a", home.resolve("copy").toString())
                        .code())
                .isZero();
        assertThat(run().of("cat", "x", "--store", home.resolve("copy").toString())
                        .out())
                .isEqualTo("hello");
        assertThat(run().of("verify", "--profile", "a", "--against", "profile:a")
                        .code())
                .isZero();
    }

    @Test
    void configTellsTheProfileAndWhoNamedIt() throws Exception {
        profiles("[a]\nstore = mem:x\n");

        assertThat(run().of("config", "--profile", "a").lines())
                .startsWith("store     mem:x  (--profile)", "profile   a  (--profile)");
        assertThat(run().with(StoreOption.PROFILE_VARIABLE, "a").of("config").lines())
                .contains("profile   a  (SILTSTONE_PROFILE)");
    }

    @Test
    void anOptionComesBeforeTheEnvironmentAndTwoOfAKindAreOneTooMany() throws Exception {
        profiles("[a]\nstore = mem:x\n");

        assertThat(run().with(StoreOption.PROFILE_VARIABLE, "a")
                        .of("config", "--store", "mem:y")
                        .out())
                .startsWith("store     mem:y  (--store)");
        assertThat(run().with(StoreOption.VARIABLE, "mem:y")
                        .of("config", "--profile", "a")
                        .out())
                .startsWith("store     mem:x  (--profile)");
        assertThat(run().of("config", "--store", "mem:y", "--profile", "a").code())
                .isEqualTo(2);
        assertThat(run().with(StoreOption.VARIABLE, "mem:y")
                        .with(StoreOption.PROFILE_VARIABLE, "a")
                        .of("config")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongWithAProfileIsAUsageErrorAndNeverAnotherStore() throws Exception {
        assertThat(run().of("ls", "--profile", "a").code()).as("no file").isEqualTo(2);
        assertThat(Run.plain().of("ls", "--profile", "a").code()).as("no home").isEqualTo(2);
        profiles("[a]\nstore = s3://bucket\nsecretAccessKey = hunter2\n[b]\nstore = mem:b\n");
        Run.Result secret = run().of("ls", "--profile", "a");
        assertThat(secret.code()).isEqualTo(2);
        assertThat(secret.err()).doesNotContain("hunter2");
        assertThat(run().of("ls", "--profile", "c").err()).contains("a, b");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(run().of("ls", "--profile", "b").code())
                .as("others may write it")
                .isEqualTo(2);
    }

    private void profiles(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
    }

    private Path file() {
        return home.resolve(".config/siltstone/config");
    }

    private Run run() {
        return Run.plain().with("HOME", home.toString());
    }
}
