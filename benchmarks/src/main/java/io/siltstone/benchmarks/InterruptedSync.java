package io.siltstone.benchmarks;

import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Listing;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.TransferInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sync that is killed when so much of its one large file is proven at the store. */
final class InterruptedSync {

    private static final long LOOK_MILLIS = 100;

    private final List<String> command;
    private final Map<String, String> variables;

    InterruptedSync(List<String> command, Map<String, String> variables) {
        this.command = command;
        this.variables = variables;
    }

    /**
     * Runs the command and kills it; how many bytes were proven then.
     *
     * @throws IllegalStateException if it ended before
     */
    long killAt(String target, long bytes, Path log) throws IOException, InterruptedException {
        StoreRuntime runtime = StoreRuntime.system().withEnvironment(Environment.of(variables));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        try (Storage storage = Storage.of(Backends.with(runtime).open(target), StorageSettings.DEFAULT, runtime)) {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long held = held(storage);
            while (held < bytes) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the sync ended before it could be killed");
                }
                held = held(storage);
            }
            process.destroyForcibly().waitFor();
            return held(storage);
        }
    }

    private static long held(Storage storage) throws IOException {
        long held = 0;
        try (Listing<TransferInfo> transfers = storage.listTransfers()) {
            while (transfers.hasNext()) {
                held += transfers.next().heldBytes();
            }
        }
        return held;
    }
}
