package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The real steps, written down, with a hook before each. A step is a word and what it is about, below the root, every
 * name that is random as a star: {@code create .siltstone/staging/*.tmp}, {@code move a/b}. Steps that only look are not
 * written down, but are told to the hook.
 */
final class ScriptedFileOps extends ForwardingFileOps {

    private static final Set<String> LOOKS = Set.of(
            "read", "read-bytes", "kind", "facts", "links", "identity", "list", "attributes", "locks", "read-link");

    /** Is told of each step before it is taken; what it throws is the step's failure. */
    interface Hook {
        void before(String step) throws IOException;
    }

    private final Path root;
    private final List<String> steps;
    private final AtomicReference<Hook> hook;
    private final AtomicInteger mostAtOnce;

    ScriptedFileOps(Path root) {
        super(new NioFileOps(root));
        this.root = root;
        this.steps = Collections.synchronizedList(new ArrayList<>());
        this.hook = new AtomicReference<>(step -> {});
        this.mostAtOnce = new AtomicInteger(Integer.MAX_VALUE);
    }

    /** Other real steps under the same script. */
    private ScriptedFileOps(FileOps real, ScriptedFileOps script) {
        super(real);
        this.root = script.root;
        this.steps = script.steps;
        this.hook = script.hook;
        this.mostAtOnce = script.mostAtOnce;
    }

    /** Sets the hook and forgets the steps. */
    void script(Hook next) {
        hook.set(next);
        steps.clear();
    }

    /** Lets the first step of this name, and no other, fail. */
    void failOnce(String name, IOException failure) {
        AtomicReference<@Nullable IOException> left = new AtomicReference<>(failure);
        script(step -> {
            if (step.startsWith(name)) {
                IOException now = left.getAndSet(null);
                if (now != null) {
                    throw now;
                }
            }
        });
    }

    /** Takes no more bytes than this with one write, as a kernel may. */
    void writeAtMost(int bytes) {
        mostAtOnce.set(bytes);
    }

    /** The changing steps since the script was set. */
    List<String> steps() {
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }

    long count(String name) {
        return steps().stream().filter(step -> step.startsWith(name)).count();
    }

    @Override
    <T> T at(String word, Path path, Step<T> step) throws IOException {
        if (!word.equals(FROM)) {
            before(word, path);
        }
        return step.take(path);
    }

    private void before(String word, Path path) throws IOException {
        String step = word + ' ' + name(path);
        if (!LOOKS.contains(word)) {
            steps.add(step);
        }
        hook.get().before(step);
    }

    private String name(Path path) {
        String name = path.startsWith(root) ? root.relativize(path).toString() : path.toString();
        return name.replaceAll("staging/.+\\.tmp", "staging/*.tmp")
                .replaceAll("\\.vt-.+\\.tmp", ".vt-*.tmp")
                .replaceAll("[0-9a-f]{32}", "*");
    }

    @Override
    public FileOps confined(Path directory) throws IOException {
        return new ScriptedFileOps(real().confined(directory), this);
    }

    @Override
    OpenFile opened(OpenFile file, Path path) {
        return new Scripted(file, path, true);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return new Scripted(super.openForReading(file), file, false);
    }

    @Override
    public List<FileKind> kinds(Path directory, List<String> names) throws IOException {
        List<FileKind> kinds = new ArrayList<>(names.size());
        for (String name : names) {
            kinds.add(kind(directory.resolve(name)));
        }
        return kinds;
    }

    @Override
    public List<Optional<FileFacts>> facts(Path directory, List<String> names) throws IOException {
        List<Optional<FileFacts>> facts = new ArrayList<>(names.size());
        for (String name : names) {
            facts.add(facts(directory.resolve(name)));
        }
        return facts;
    }

    /** The steps on an open file. */
    private final class Scripted extends ForwardingOpenFile {

        private final OpenFile file;
        private final Path path;
        private final boolean updates;

        Scripted(OpenFile file, Path path, boolean updates) {
            super(file);
            this.file = file;
            this.path = path;
            this.updates = updates;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            before("read-bytes", path);
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            before("write", path);
            ByteBuffer some = bytes.slice(bytes.position(), Math.min(bytes.remaining(), mostAtOnce.get()));
            int taken = file.write(some, position);
            bytes.position(bytes.position() + taken);
            return taken;
        }

        @Override
        public long transferTo(long position, long count, OpenFile target) throws IOException {
            before("transfer", path);
            return file.transferTo(position, count, target);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            before("truncate", path);
            file.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            before("force", path);
            file.force();
        }

        @Override
        public void close() throws IOException {
            try (file) {
                if (updates) {
                    before("close", path);
                }
            }
        }
    }
}
