package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Hands each step on; the base of what takes steps somewhere else, or does more with them. */
abstract class ForwardingFileOps implements FileOps {

    /** The word of the first half of a step on two names. */
    static final String FROM = "from";

    /** The word for setting the time of a staged file. */
    static final String STAMP = "set-modified";

    private final FileOps real;

    ForwardingFileOps(FileOps real) {
        this.real = real;
    }

    /** A step on a path that leads where it is meant to. */
    interface Step<T> {
        T take(Path path) throws IOException;
    }

    /** A step that gives nothing. */
    private interface Change {
        void take(Path path) throws IOException;
    }

    FileOps real() {
        return real;
    }

    /** Every step on a name passes here, one on two names twice, with a word for what it is. */
    <T> T at(String word, Path path, Step<T> step) throws IOException {
        return step.take(path);
    }

    /** Every step on a directory as a whole passes here. */
    <T> T in(String word, Path directory, Step<T> step) throws IOException {
        return at(word, directory, step);
    }

    /** Every file that is opened passes here. */
    OpenFile opened(OpenFile file, Path path) {
        return file;
    }

    private void change(String word, Path path, Change change) throws IOException {
        at(word, path, there -> {
            change.take(there);
            return there;
        });
    }

    @Override
    public FileOps confined(Path root) throws IOException {
        return real.confined(root);
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        return opened(at("create", file, real::create), file);
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        return opened(at("open", file, real::openForUpdate), file);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return at("read", file, real::openForReading);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        change(FROM, from, source -> change("move", to, target -> real.move(source, target)));
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        change(FROM, existing, source -> change("link", name, target -> real.link(source, target)));
    }

    @Override
    public void unlink(Path file) throws IOException {
        change("unlink", file, real::unlink);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        change("mkdir", directory, real::createDirectory);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        change("rmdir", directory, real::removeDirectory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        in("force-directory", directory, there -> {
            real.forceDirectory(there);
            return there;
        });
    }

    @Override
    public void forceFile(Path file) throws IOException {
        change("force-file", file, real::forceFile);
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        return at("kind", path, real::kind);
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        return at("facts", path, real::facts);
    }

    @Override
    public int links(Path file) throws IOException {
        return at("links", file, real::links);
    }

    @Override
    public OptionalLong identity(Path directory) throws IOException {
        return in("identity", directory, real::identity);
    }

    @Override
    public List<FileKind> kinds(Path directory, List<String> names) throws IOException {
        return in("kinds", directory, there -> real.kinds(there, names));
    }

    @Override
    public List<Optional<FileFacts>> facts(Path directory, List<String> names) throws IOException {
        return in("facts-of-names", directory, there -> real.facts(there, names));
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return in("list", directory, real::list);
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        return at("attributes", file, there -> real.attributes(there, prefix));
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        change("set-attribute", file, there -> real.setAttribute(there, name, value));
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        change(STAMP, file, there -> real.setModified(there, time));
    }

    @Override
    public FileFacts stamped(Path file, Instant time) throws IOException {
        return at(STAMP, file, there -> real.stamped(there, time));
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return real.realPath(path);
    }

    @Override
    public String readLink(Path link) throws IOException {
        return at("read-link", link, real::readLink);
    }

    @Override
    public LockFile openLocks(Path file) throws IOException {
        return at("locks", file, real::openLocks);
    }

    @Override
    public boolean supportsAttributes(Path path) throws IOException {
        return real.supportsAttributes(path);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return real.fileSystemType(path);
    }
}
