package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.testservers.CephServer;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another process makes the same store of its JSON, with credentials of its own environment. */
final class S3ChildTest {

    /** Every setting that does not change who asks or whom. */
    private static final Map<String, String> UNUSUAL = new HashMap<>(Map.ofEntries(
            Map.entry("prefix", "tenant1/data"),
            Map.entry("region", "eu-test-1"),
            Map.entry("useSsl", "false"),
            Map.entry("allowPlaintext", "true"),
            Map.entry("kmsKeyId", "unused"),
            Map.entry("storageClass", "STANDARD"),
            Map.entry("checksums", "WHEN_REQUIRED"),
            Map.entry("verifyDeletes", "true"),
            Map.entry("conditionalCreate", "false"),
            Map.entry("conditionalReplace", "false"),
            Map.entry("conditionalDelete", "false"),
            Map.entry("conditionalMultipart", "false"),
            Map.entry("etagQuoting", "UNQUOTED"),
            Map.entry("partBytes", "6000000"),
            Map.entry("multipartBytes", "50000000"),
            Map.entry("partsInFlight", "2"),
            Map.entry("maxConnections", "7"),
            Map.entry("idleTimeout", "PT20S")));

    @Test
    void aChildReadsAnObjectOfAStoreWhoseEverySettingIsUnusual() throws Exception {
        S3Config config = S3Stores.newBucket(UNUSUAL);
        S3Config usual = S3Config.of("usual", Map.of());
        List<String> same = new ArrayList<>();
        for (RecordComponent component : S3Config.class.getRecordComponents()) {
            if (component
                    .getAccessor()
                    .invoke(config)
                    .equals(component.getAccessor().invoke(usual))) {
                same.add(component.getName());
            }
        }
        // These four say who asks, or need a service that is not here; the round trip of the kit has them.
        assertThat(same).containsExactlyInAnyOrder("profile", "anonymous", "roleArn", "caBundle", "encryption");
        try (Backend backend = S3Stores.open(config)) {
            backend.write(
                    ObjectKey.of("db/a"), Source.bytes("hello".getBytes(StandardCharsets.UTF_8)), WriteOptions.DEFAULT);
            String json = ConfigCodec.toJson(backend.config());
            assertThat(json).doesNotContain(CephServer.shared().secretKey());
            assertThat(child(json)).isEqualTo("hello " + backend.location().root());
        }
    }

    /** Runs {@link #main}; the configuration comes by its input, not by its arguments. */
    private static String child(String json) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                S3ChildTest.class.getName());
        builder.environment().put(S3Secrets.KEY_VARIABLE, CephServer.shared().accessKey());
        builder.environment().put(S3Secrets.SECRET_VARIABLE, CephServer.shared().secretKey());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    public static void main(String[] arguments) throws Exception {
        String json = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (Backend backend = Backends.with(StoreRuntime.system()).fromJson(json)) {
            byte[] content = S3UploadTest.read(backend, "db/a");
            System.out.write(content);
            System.out.print(" " + backend.location().root());
        }
    }
}
