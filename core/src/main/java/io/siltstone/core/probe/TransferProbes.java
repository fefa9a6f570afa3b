package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Questions about writes that outlive their process. */
final class TransferProbes {

    private final Backend store;
    private final ProbeRun run;

    TransferProbes(Backend store, ProbeRun run) {
        this.store = store;
        this.run = run;
    }

    ProbeFinding resume() throws IOException {
        ObjectKey key = run.key("resume/one");
        byte[] content = "staged, let go of, and taken up again".getBytes(StandardCharsets.UTF_8);
        SourceFingerprint source =
                new SourceFingerprint(content.length, run.scratch().value());
        try {
            try (Transfer first = store.openTransfer(key, source, WriteOptions.DEFAULT)) {
                first.append(0, Source.bytes(content));
            }
            boolean visible = store.stat(key).isPresent();
            try (Transfer second = store.openTransfer(key, source, WriteOptions.DEFAULT)) {
                long held = second.position();
                if (held < content.length) {
                    second.append(held, Source.bytes(Arrays.copyOfRange(content, (int) held, content.length)));
                }
                second.commit(content.length, Sha256.of(content));
                boolean same = WriteProbes.text(store, key, ReadOptions.ALL)
                        .equals(new String(content, StandardCharsets.UTF_8));
                return same && !visible && held > 0
                        ? ProbeFinding.ok("staged bytes are found again, and invisible until then")
                        : ProbeFinding.deviates(
                                visible ? "staged bytes are visible" : "staged bytes are lost, or others come back");
            }
        } catch (IOException | RuntimeException e) {
            abort(key, source, e);
            throw e;
        }
    }

    private void abort(ObjectKey key, SourceFingerprint source, Exception cause) {
        boolean interrupted = Thread.interrupted();
        try (Transfer transfer = store.openTransfer(key, source, WriteOptions.DEFAULT)) {
            transfer.abort();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
