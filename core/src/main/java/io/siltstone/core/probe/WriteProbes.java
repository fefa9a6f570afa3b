package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.PreconditionFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about writes, copies and deletes. */
final class WriteProbes {

    /** How often writers race: a store whose check and write are two steps lets two win in some rounds only. */
    private static final int ROUNDS = 5;

    private final Backend store;
    private final ProbeRun run;

    WriteProbes(Backend store, ProbeRun run) {
        this.store = store;
        this.run = run;
    }

    ProbeFinding write() throws IOException {
        ObjectKey key = run.key("write/a b+c%41");
        write(key, "content", WriteOptions.DEFAULT);
        ObjectKey empty = run.key("write/empty");
        write(empty, "", WriteOptions.DEFAULT);
        boolean same = read(key).equals("content") && read(empty).isEmpty();
        store.delete(key, Optional.empty());
        boolean gone = store.stat(key).isEmpty();
        return ProbeFinding.of(
                same && gone,
                same ? gone ? "read back at once" : "an object is there after its delete" : "other bytes come back");
    }

    ProbeFinding createOnly() throws IOException {
        ObjectKey key = run.key("create/one");
        write(key, "first", WriteOptions.CREATE_ONLY);
        try {
            write(key, "second", WriteOptions.CREATE_ONLY);
            return ProbeFinding.deviates("an object that is there is replaced");
        } catch (AlreadyExistsException e) {
            return race("create", (round, writer) -> {
                ObjectKey raced = run.key("create/race-" + round);
                write(raced, "writer " + writer, WriteOptions.CREATE_ONLY);
            });
        }
    }

    ProbeFinding replaceVersion() throws IOException {
        ObjectKey key = run.key("replace/one");
        String old = write(key, "first", WriteOptions.DEFAULT);
        write(key, "second", replacing(old));
        try {
            write(key, "third", replacing(old));
            return ProbeFinding.deviates("another version than the one named is replaced");
        } catch (PreconditionFailedException e) {
            return race("replace", new RaceOfVersions());
        }
    }

    private interface Round {
        void attempt(int round, int writer) throws IOException;

        default void prepare(int round) throws IOException {}
    }

    private final class RaceOfVersions implements Round {
        private String version = "";

        @Override
        public void prepare(int round) throws IOException {
            version = write(run.key("replace/race"), "round " + round, WriteOptions.DEFAULT);
        }

        @Override
        public void attempt(int round, int writer) throws IOException {
            write(run.key("replace/race"), "round " + round + " writer " + writer, replacing(version));
        }
    }

    private static ProbeFinding race(String what, Round round) throws IOException {
        int without = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int number = i;
            round.prepare(number);
            int winners = Race.winners(writer -> round.attempt(number, writer));
            if (winners > 1) {
                return ProbeFinding.deviates(winners + " of " + Race.WRITERS + " writers at once all won the " + what);
            }
            without += 1 - winners;
        }
        String rare = without == 0 ? "" : "; none in " + without + " of " + ROUNDS + " rounds";
        return ProbeFinding.ok("one winner of " + Race.WRITERS + " writers at once" + rare);
    }

    ProbeFinding deleteVersion() throws IOException {
        ObjectKey key = run.key("delete/one");
        String old = write(key, "first", WriteOptions.DEFAULT);
        String version = write(key, "second", WriteOptions.DEFAULT);
        try {
            store.delete(key, Optional.of(old));
            return ProbeFinding.deviates("another version than the one named is deleted");
        } catch (PreconditionFailedException e) {
            store.delete(key, Optional.of(version));
            return ProbeFinding.ok("deletes the version named and no other");
        }
    }

    ProbeFinding metadata() throws IOException {
        ObjectKey key = run.key("metadata/one");
        Map<String, String> metadata = Map.of("a", "x y", "b-2", "z");
        write(key, "content", WriteOptions.DEFAULT.withMetadata(metadata));
        Map<String, String> held = store.stat(key).orElseThrow().metadata();
        return ProbeFinding.of(held.equals(metadata), held.equals(metadata) ? "comes back" : "comes back as " + held);
    }

    ProbeFinding deleteBatch() throws IOException {
        List<ObjectKey> keys = new ArrayList<>();
        for (String name : new String[] {"a", "b c", "ü+%"}) {
            ObjectKey key = run.key("batch/" + name);
            write(key, name, WriteOptions.DEFAULT);
            keys.add(key);
        }
        keys.add(run.key("batch/absent"));
        List<DeleteResult> results = store.deleteBatch(keys);
        List<String> left = new ArrayList<>();
        for (ObjectKey key : keys) {
            if (store.stat(key).isPresent()) {
                left.add(key.value());
            }
        }
        long claimed = results.stream().filter(DeleteResult::isDeleted).count();
        if (!left.isEmpty()) {
            return ProbeFinding.deviates(
                    left.size() + " objects are there after " + claimed + " deletes that succeeded");
        }
        return ProbeFinding.of(
                claimed == keys.size(), claimed + " of " + keys.size() + " keys deleted, one was absent");
    }

    ProbeFinding copy() throws IOException {
        ObjectKey from = run.key("copy/from");
        ObjectKey to = run.key("copy/to");
        write(from, "content", WriteOptions.DEFAULT);
        store.copy(from, to, CopyOptions.DEFAULT);
        if (!read(to).equals("content")) {
            return ProbeFinding.deviates("the copy has other bytes");
        }
        write(to, "other", WriteOptions.DEFAULT);
        try {
            store.copy(from, to, CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY));
            return ProbeFinding.deviates("a create-only copy replaces what is there");
        } catch (AlreadyExistsException e) {
            return ProbeFinding.ok("inside the store; create-only is kept");
        }
    }

    private static WriteOptions replacing(String version) {
        return WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version));
    }

    private String write(ObjectKey key, String content, WriteOptions options) throws IOException {
        Source source = Source.bytes(content.getBytes(StandardCharsets.UTF_8));
        return store.write(key, source, options).version().orElse("");
    }

    private String read(ObjectKey key) throws IOException {
        return text(store, key, ReadOptions.ALL);
    }

    /** What a read gives, as text. */
    static String text(Backend store, ObjectKey key, ReadOptions options) throws IOException {
        try (ObjectContent content = store.read(key, options)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
