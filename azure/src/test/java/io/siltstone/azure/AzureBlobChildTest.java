package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another process makes the same store of its JSON, with credentials of its own environment. */
final class AzureBlobChildTest {

    @Test
    void aChildReadsAnObjectOfAStoreWhoseEverySettingIsUnusual() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        AzureBlobConfig config = new AzureBlobConfig(
                store.config().container(),
                Optional.of(store.server().account()),
                Optional.of(store.server().endpoint().toString()),
                Optional.of("tenant1/data"),
                AzureBlobAuthentication.SHARED_KEY,
                100_000,
                2,
                true,
                false,
                Optional.of("scope"),
                Duration.ofMinutes(2),
                Duration.ofSeconds(2));
        List<String> same = new ArrayList<>();
        AzureBlobConfig usual = AzureBlobConfig.of("usual");
        for (RecordComponent component : AzureBlobConfig.class.getRecordComponents()) {
            if (component
                    .getAccessor()
                    .invoke(config)
                    .equals(component.getAccessor().invoke(usual))) {
                same.add(component.getName());
            }
        }
        // It needs TLS, which this Azurite has not, and excludes a scope; the round trip of the kit has it.
        assertThat(same).containsExactly("customerKey");
        try (Storage storage = Storage.of(store.open(config))) {
            storage.write("db/a", "hello".getBytes(StandardCharsets.UTF_8));
            String json = storage.configJson();
            assertThat(json).doesNotContain(store.server().accountKey());
            assertThat(child(json, store.server().accountKey()))
                    .isEqualTo("hello " + storage.location().root());
        }
    }

    /** Runs {@link #main}; the configuration comes by its input, not by its arguments. */
    private static String child(String json, String accountKey) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AzureBlobChildTest.class.getName());
        builder.environment().put(AzureBlobCredentials.KEY, accountKey);
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
        Backends backends = Backends.with(StoreRuntime.system());
        try (Backend backend = backends.fromJson(json)) {
            Storage storage = Storage.of(backend, StorageSettings.DEFAULT, backends.runtime());
            System.out.write(storage.read("db/a"));
            System.out.print(" " + storage.location().root());
        }
    }
}
