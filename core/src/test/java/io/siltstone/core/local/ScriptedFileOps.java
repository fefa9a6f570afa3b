package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The real steps, written down, with a hook before each. A step is a word and what it is about, below the root, every
 * name that is random as a star: {@code create .siltstone/staging/*.tmp}, {@code move a/b}. Steps that only look are not
 * written down, but are told to the hook.
 */
final class ScriptedFileOps implements FileOps {

    /** Is told of each step before it is taken; what it throws is the step's failure. */
    interface Hook {
        void before(String step) throws IOException;
    }

    private final FileOps real;
    private final Path root;
    private final List<String> steps;
    private final AtomicReference<Hook> hook;
    private final AtomicInteger mostAtOnce;

    ScriptedFileOps(Path root) {
        this.real = new NioFileOps(root);
        this.root = root;
        this.steps = Collections.synchronizedList(new ArrayList<>());
        this.hook = new AtomicReference<>(step -> {});
        this.mostAtOnce = new AtomicInteger(Integer.MAX_VALUE);
    }

    /** Other real steps under the same script. */
    private ScriptedFileOps(FileOps real, ScriptedFileOps script) {
        this.real = real;
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

    private void change(String word, Path path) throws IOException {
        String step = word + ' ' + name(path);
        steps.add(step);
        hook.get().before(step);
    }

    private void look(String word, Path path) throws IOException {
        hook.get().before(word + ' ' + name(path));
    }

    private String name(Path path) {
        String name = path.startsWith(root) ? root.relativize(path).toString() : path.toString();
        return name.replaceAll("staging/.+\\.tmp", "staging/*.tmp").replaceAll("[0-9a-f]{32}", "*");
    }

    @Override
    public FileOps confined(Path directory) throws IOException {
        return new ScriptedFileOps(real.confined(directory), this);
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        change("create", file);
        return new Scripted(real.create(file), file, true);
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        change("open", file);
        return new Scripted(real.openForUpdate(file), file, true);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        look("read", file);
        return new Scripted(real.openForReading(file), file, false);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        change("move", to);
        real.move(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        change("link", name);
        real.link(existing, name);
    }

    @Override
    public void unlink(Path file) throws IOException {
        change("unlink", file);
        real.unlink(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        change("mkdir", directory);
        real.createDirectory(directory);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        change("rmdir", directory);
        real.removeDirectory(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        change("force-directory", directory);
        real.forceDirectory(directory);
    }

    @Override
    public void forceFile(Path file) throws IOException {
        change("force-file", file);
        real.forceFile(file);
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        look("kind", path);
        return real.kind(path);
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        look("facts", path);
        return real.facts(path);
    }

    @Override
    public OptionalLong identity(Path directory) throws IOException {
        look("identity", directory);
        return real.identity(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        look("list", directory);
        return real.list(directory);
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        look("attributes", file);
        return real.attributes(file, prefix);
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        change("set-attribute", file);
        real.setAttribute(file, name, value);
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        change("set-modified", file);
        real.setModified(file, time);
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return real.realPath(path);
    }

    @Override
    public String readLink(Path link) throws IOException {
        return real.readLink(link);
    }

    @Override
    public LockFile openLocks(Path file) throws IOException {
        look("locks", file);
        return real.openLocks(file);
    }

    @Override
    public boolean supportsAttributes(Path path) throws IOException {
        return real.supportsAttributes(path);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return real.fileSystemType(path);
    }

    /** The steps on an open file. */
    private final class Scripted implements OpenFile {

        private final OpenFile file;
        private final Path path;
        private final boolean updates;

        Scripted(OpenFile file, Path path, boolean updates) {
            this.file = file;
            this.path = path;
            this.updates = updates;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            look("read-bytes", path);
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            change("write", path);
            ByteBuffer some = bytes.slice(bytes.position(), Math.min(bytes.remaining(), mostAtOnce.get()));
            int taken = file.write(some, position);
            bytes.position(bytes.position() + taken);
            return taken;
        }

        @Override
        public long transferTo(long position, long count, OpenFile target) throws IOException {
            change("transfer", path);
            return file.transferTo(position, count, target);
        }

        @Override
        public WritableByteChannel end() throws IOException {
            return file.end();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            change("truncate", path);
            file.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            change("force", path);
            file.force();
        }

        @Override
        public void close() throws IOException {
            try (file) {
                if (updates) {
                    change("close", path);
                }
            }
        }
    }
}
