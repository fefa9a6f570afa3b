package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another Java machine on the same store: a word says what it does, and it prints what came of it. */
final class Child {

    private Child() {}

    /** What the child prints, which must end well. */
    static String run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), List.of(), arguments);
    }

    static String run(Map<String, String> environment, List<String> prefix, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, prefix, arguments);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }

    static Process start(Map<String, String> environment, List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Child.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]);
        try (Backend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            String result = switch (arguments[0]) {
                case "transfer" -> transfer(store);
                case "abandon" -> abandon(store);
                case "count" -> count(store, Integer.parseInt(arguments[2]));
                case "write" -> write(store, "a/b");
                case "accent" -> write(store, "\u00E9");
                case "list" -> list(store);
                case "stage" -> stage(store);
                default -> throw new IllegalArgumentException(arguments[0]);
            };
            System.out.println(result);
            System.out.flush();
            if (arguments[0].equals("abandon") || arguments[0].equals("stage")) {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private static String transfer(Backend store) throws IOException {
        try (Transfer transfer =
                store.openTransfer(TestStore.key("a/b"), new SourceFingerprint(1000, "v1"), WriteOptions.DEFAULT)) {
            return Long.toString(transfer.position());
        } catch (TransferBusyException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String abandon(Backend store) throws IOException {
        Transfer transfer =
                store.openTransfer(TestStore.key("a/b"), new SourceFingerprint(1000, "v1"), WriteOptions.DEFAULT);
        transfer.append(0, Source.bytes(new byte[100]));
        return Long.toString(transfer.position());
    }

    private static String stage(Backend store) throws IOException {
        store.openWriter(TestStore.key("left"), java.util.OptionalLong.empty(), WriteOptions.DEFAULT)
                .write(new byte[10]);
        return Long.toString(ProcessHandle.current().pid());
    }

    /** Adds to the number in an object, each time on condition that nobody else did. */
    static String count(Backend store, int times) throws IOException {
        int lost = 0;
        for (int added = 0; added < times; ) {
            try (var content = store.read(TestStore.key("number"), io.siltstone.core.ReadOptions.ALL)) {
                int number = Integer.parseInt(new String(content.stream().readAllBytes(), StandardCharsets.UTF_8));
                WriteMode mode =
                        WriteMode.replaceVersion(content.info().version().orElseThrow());
                byte[] next = Integer.toString(number + 1).getBytes(StandardCharsets.UTF_8);
                store.write(
                        TestStore.key("number"),
                        Source.bytes(next),
                        WriteOptions.DEFAULT.withMode(mode).withDurability(io.siltstone.core.Durability.NONE));
                added++;
            } catch (PreconditionFailedException e) {
                lost++;
            }
        }
        return Integer.toString(lost);
    }

    private static String write(Backend store, String key) throws IOException {
        try {
            store.write(TestStore.key(key), Source.bytes(new byte[1]), WriteOptions.DEFAULT);
            store.openWriter(TestStore.key("open"), java.util.OptionalLong.empty(), WriteOptions.DEFAULT);
            store.openTransfer(TestStore.key("moved"), new SourceFingerprint(1000, "v1"), WriteOptions.DEFAULT)
                    .append(0, Source.bytes(new byte[100]));
            return "written";
        } catch (UnsupportedException e) {
            return e.reason();
        }
    }

    private static String list(Backend store) throws IOException {
        try (var listing = store.list(io.siltstone.core.ListRequest.of(io.siltstone.core.KeyPrefix.ROOT))) {
            int count = 0;
            while (listing.hasNext()) {
                listing.next();
                count++;
            }
            return Integer.toString(count);
        } catch (StorageException e) {
            return e.reason();
        }
    }
}
