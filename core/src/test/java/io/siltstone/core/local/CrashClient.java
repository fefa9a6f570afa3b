package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.CrashOracle.Change;
import io.siltstone.core.local.CrashOracle.Fate;
import io.siltstone.core.local.CrashOracle.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A user of a store who tells the oracle what he asks and is answered. */
final class CrashClient {

    private final Backend backend;
    private final CrashOracle oracle;
    private final CrashFs fs;
    private final Durability level;
    private final Map<Transfer, Long> checkpointed = new HashMap<>();
    private final Map<Transfer, CrashTransfer> held = new LinkedHashMap<>();

    CrashClient(Backend backend, CrashOracle oracle, CrashFs fs, Durability level) {
        this.backend = backend;
        this.oracle = oracle;
        this.fs = fs;
        this.level = level;
    }

    Backend backend() {
        return backend;
    }

    CrashFs fs() {
        return fs;
    }

    static ObjectKey key(String key) throws StorageException {
        return ObjectKey.of(key);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** Runs a change of a key between its beginning and its end. */
    private <T> T change(String key, Optional<Value> value, Durability asked, Work<T> work) throws IOException {
        Change change = oracle.begin(key, value, asked);
        try {
            T result = work.run();
            oracle.end(
                    change, Fate.ACKNOWLEDGED, result instanceof ObjectInfo info ? info.version() : Optional.empty());
            return result;
        } catch (StorageException e) {
            oracle.end(change, fate(e), Optional.empty());
            throw e;
        }
    }

    private Fate fate(StorageException e) {
        if (fs.faults().answerWasLost()) {
            return Fate.UNKNOWN;
        }
        return e instanceof DurabilityUnknownException ? Fate.VISIBLE : Fate.REFUSED;
    }

    private Durability level(WriteOptions options) {
        return options.durability().orElse(level);
    }

    ObjectInfo write(String key, byte[] content) throws IOException {
        return write(key, content, WriteOptions.DEFAULT);
    }

    ObjectInfo write(String key, byte[] content, WriteOptions options) throws IOException {
        Value value = new Value(content, options.metadata());
        return change(
                key, Optional.of(value), level(options), () -> backend.write(key(key), Source.bytes(content), options));
    }

    ObjectWriter writer(String key, WriteOptions options) throws IOException {
        return backend.openWriter(key(key), OptionalLong.empty(), options);
    }

    /** Commits a writer that was given this content. */
    void commit(String key, ObjectWriter writer, byte[] content, WriteOptions options) throws IOException {
        change(key, Optional.of(new Value(content, options.metadata())), level(options), writer::commit);
    }

    void delete(String key) throws IOException {
        change(key, Optional.empty(), level, () -> {
            backend.delete(key(key), Optional.empty());
            return key;
        });
    }

    void deleteBatch(List<String> keys) throws IOException {
        List<ObjectKey> typed = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            typed.add(key(key));
            changes.add(oracle.begin(key, Optional.empty(), level));
        }
        List<DeleteResult> results = backend.deleteBatch(typed);
        for (int i = 0; i < results.size(); i++) {
            Fate fate = results.get(i).error().map(this::fate).orElse(Fate.ACKNOWLEDGED);
            oracle.end(changes.get(i), fate, Optional.empty());
        }
        for (DeleteResult result : results) {
            if (!result.isDeleted()) {
                throw result.error().orElseThrow();
            }
        }
    }

    boolean isThere(String key) {
        return oracle.now(key).isPresent();
    }

    void copy(String from, String to, CopyOptions options) throws IOException {
        Durability asked = options.durability().orElse(level);
        change(to, oracle.now(from), asked, () -> backend.copy(key(from), key(to), options));
    }

    void removeDirectory(String prefix) throws IOException {
        backend.removeDirectory(KeyPrefix.of(prefix));
    }

    /** Sweeps, which takes transfers that nobody went on with for long. */
    void sweep() throws IOException {
        oracle.abandonTransfers();
        backend.sweep(SweepRequest.DEFAULT);
    }

    Transfer open(CrashTransfer transfer) throws IOException {
        Transfer open = backend.openTransfer(key(transfer.key()), transfer.source(), transfer.options());
        checkpointed.put(open, open.position());
        held.put(open, transfer);
        oracle.proven(transfer, open.position());
        return open;
    }

    /** Goes on up to there, where there is anything left to go. */
    void append(CrashTransfer transfer, Transfer open, long to) throws IOException {
        if (open.position() >= to) {
            return;
        }
        open.append(open.position(), transfer.piece(open.position(), to));
        if (open.position() - checkpointed.getOrDefault(open, 0L) >= CrashSubject.CHECKPOINT_BYTES) {
            prove(transfer, open);
        }
    }

    private void prove(CrashTransfer transfer, Transfer open) {
        checkpointed.put(open, open.position());
        oracle.proven(transfer, open.position());
    }

    void close(CrashTransfer transfer, Transfer open) throws IOException {
        long position = open.position();
        open.close();
        held.remove(open);
        oracle.proven(transfer, position);
    }

    void abort(CrashTransfer transfer, Transfer open) throws IOException {
        oracle.givenUp(transfer);
        open.abort();
        held.remove(open);
    }

    void commit(CrashTransfer transfer, Transfer open) throws IOException {
        oracle.proven(transfer, 0);
        Value value = new Value(transfer.content(), transfer.options().metadata());
        change(
                transfer.key(),
                Optional.of(value),
                level(transfer.options()),
                () -> open.commit(transfer.content().length, transfer.sha256()));
        held.remove(open);
    }

    /** Commits with the hash of other bytes, which must be refused and end the transfer. */
    void commitWithWrongHash(CrashTransfer transfer, Transfer open) throws IOException {
        oracle.givenUp(transfer);
        held.remove(open);
        try {
            open.commit(transfer.content().length, Sha256.of(new byte[1]));
        } catch (IntegrityException expected) {
            return;
        }
        throw new AssertionError("a commit with a wrong hash passes");
    }

    /** Goes on with a transfer after a crash, to its end. */
    void finish(CrashTransfer transfer, long proven) throws IOException {
        try (Transfer open = open(transfer)) {
            if (open.position() < proven) {
                throw new AssertionError("resumes at " + open.position() + ", but " + proven + " bytes were proven");
            }
            append(transfer, open, transfer.content().length);
            commit(transfer, open);
        } catch (AlreadyExistsException e) {
            // The crash came between the publication and the answer; what is there is judged like all else.
            return;
        }
    }

    /** Does after an error what users do then: goes on with each transfer, and writes each key anew. */
    void goOn() throws IOException {
        for (Map.Entry<Transfer, CrashTransfer> left : new LinkedHashMap<>(held).entrySet()) {
            goOn(left.getValue(), left.getKey());
        }
        List<String> keys = new ArrayList<>();
        for (String key : oracle.keys()) {
            if (fs.kind(CrashRun.root(fs).resolve(key.split("/", 2)[0])) != FileKind.OTHER) {
                delete(key);
                keys.add(key);
            }
        }
        // Of a key and another below it, only one can be.
        keys.removeIf(key -> oracle.keys().stream().anyMatch(other -> other.startsWith(key + '/')));
        for (String key : keys) {
            write(key, CrashHistories.content(key.hashCode(), 700));
        }
    }

    private void goOn(CrashTransfer transfer, Transfer open) throws IOException {
        held.remove(open);
        try {
            append(transfer, open, transfer.content().length);
            commit(transfer, open);
        } catch (IllegalStateException ended) {
            finish(transfer, 0);
        } catch (AlreadyExistsException e) {
            // The answer to the first commit was lost.
            return;
        }
    }
}
