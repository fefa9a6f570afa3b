package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testservers.CephServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds of stores that are known, from the command line. */
class DoctorCommandTest {

    @TempDir
    private Path home;

    @Test
    void findsTheSettingsOfCephAndSavesThemToAProfileThatOpensIt() {
        CephServer server = CephServer.shared();
        String bucket = server.newBucket();
        String store = "s3://" + bucket + "/a";

        Run.Result result =
                run(server).of("doctor", "--store", store + "?endpoint=" + server.endpoint(), "--save=ceph");

        assertThat(result.code()).as(result.err() + result.out()).isZero();
        List<String> found = new ArrayList<>(
                List.of("store = " + store, "endpoint = " + server.endpoint(), "region = " + server.region()));
        server.settings().forEach((name, value) -> found.add(name + " = " + value));
        assertThat(settings(result)).containsExactlyInAnyOrderElementsOf(found);
        assertThat(home.resolve(".config/siltstone/config"))
                .content()
                .startsWith("[ceph]\n")
                .contains(found);
        assertThat(run(server).of("ls", "-r", "--profile", "ceph").out())
                .as("leftovers")
                .isEmpty();
        assertThat(run(server)
                        .input("x")
                        .of("put", "-", "k", "--profile", "ceph")
                        .code())
                .isZero();
        assertThat(run(server)
                        .of("put", "--create-only", "-", "k", "--profile", "ceph")
                        .code())
                .isEqualTo(13);
    }

    @Test
    void theAddressThatItTellsOpensTheStore() {
        CephServer server = CephServer.shared();
        String bucket = server.newBucket();

        Run.Result result = run(server)
                .with("AWS_ENDPOINT_URL", server.endpoint().toString())
                .of("doctor", "--store", "s3://" + bucket);

        List<String> lines = result.lines();
        String address = lines.get(lines.indexOf("The address to use:") + 1).strip();
        assertThat(address).startsWith("s3://" + bucket + "?");
        server.settings().forEach((name, value) -> assertThat(address).contains("&" + name + "=" + value));
        assertThat(run(server).of("ls", "--store", address).code()).isZero();
    }

    @Test
    void findsADishonestBatchDelete() {
        try (S3FaultServer server = new S3FaultServer("bucket")) {
            server.strikeAlways(S3Operation.DELETE_OBJECTS, S3Fault.CLAIMED_DELETES);

            Run.Result result = Run.plain()
                    .with("AWS_ACCESS_KEY_ID", "a")
                    .with("AWS_SECRET_ACCESS_KEY", "b")
                    .of("doctor", "--json", "--store", "s3://bucket?endpoint=" + server.endpoint());

            assertThat(result.lines())
                    .anyMatch(line -> line.contains("\"probe\":\"batch-delete\",\"verdict\":\"deviates\""))
                    .last()
                    .asString()
                    .contains("\"type\":\"settings\"", "\"verifyDeletes\":\"true\"", "\"leftovers\":0");
        }
    }

    @Test
    void savesToTheProfileThatNamedTheStore() throws Exception {
        Path file = home.resolve(".config/siltstone/config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# mine\n[a]\nstore = mem:x\n");

        assertThat(run().of("doctor", "--profile", "a", "--save").code()).isZero();
        assertThat(file).hasContent("# mine\n[a]\nstore = mem:x\n");
        assertThat(run().of("doctor", "--store", "mem:x", "--save").code()).isEqualTo(2);
        assertThat(run().of("doctor", "--store", "mem:x", "--save=a/b").code()).isEqualTo(2);
    }

    @Test
    void examinesAFolderAndLeavesItAsItWas() throws Exception {
        Path store = home.resolve("store");
        assertThat(Run.on(store).of("doctor").code()).as("missing").isEqualTo(2);
        assertThat(store).doesNotExist();
        assertThat(Run.on(store).input("x").of("put", "-", "db/a").code()).isZero();

        Run.Result result = Run.on(store).of("doctor");

        assertThat(result.code()).as(result.err() + result.out()).isZero();
        assertThat(result.out()).contains("hard-links", "locks", "attributes", "directory-force", "file-system");
        assertThat(settings(result)).containsExactly("store = " + store);
        assertThat(Run.on(store).of("ls", "-r").lines()).containsExactly("db/a");
        assertThat(store.toFile().list()).containsExactlyInAnyOrder(".siltstone", "db");
    }

    @Test
    void aStoreThatCannotBeReachedIsAnError() {
        Run.Result result = Run.plain()
                .with("AWS_ACCESS_KEY_ID", "a")
                .with("AWS_SECRET_ACCESS_KEY", "b")
                .of("doctor", "--store", "s3://bucket?endpoint=http://127.0.0.1:1");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
    }

    private static List<String> settings(Run.Result result) {
        return result.lines().stream()
                .filter(line -> line.startsWith("  ") && line.contains(" = "))
                .map(String::strip)
                .toList();
    }

    private Run run() {
        return Run.plain().with("HOME", home.toString());
    }

    private Run run(CephServer server) {
        return run().with("AWS_ACCESS_KEY_ID", server.accessKey()).with("AWS_SECRET_ACCESS_KEY", server.secretKey());
    }
}
