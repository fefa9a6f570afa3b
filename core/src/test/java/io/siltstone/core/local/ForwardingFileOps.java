package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands each step on, unchanged, with its paths as {@link #place} has them; the base of what plants a bug. */
class ForwardingFileOps implements FileOps {

    private final FileOps real;

    ForwardingFileOps(FileOps real) {
        this.real = real;
    }

    /** Where a path leads instead. */
    Path place(Path path) throws IOException {
        return path;
    }

    /** An open file, the path of which was asked for. */
    OpenFile opened(OpenFile file, Path path) {
        return file;
    }

    @Override
    public FileOps confined(Path root) throws IOException {
        return new ConfinedFileOps(this, root, new CheckedDirectories(root, this::kind));
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        return opened(real.create(place(file)), file);
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        return opened(real.openForUpdate(place(file)), file);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return real.openForReading(place(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        real.move(place(from), place(to));
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        real.link(place(existing), place(name));
    }

    @Override
    public void unlink(Path file) throws IOException {
        real.unlink(place(file));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        real.createDirectory(directory);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        real.removeDirectory(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        real.forceDirectory(directory);
    }

    @Override
    public void forceFile(Path file) throws IOException {
        real.forceFile(place(file));
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        return real.kind(place(path));
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        return real.facts(place(path));
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        return real.attributes(place(file), prefix);
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        real.setAttribute(place(file), name, value);
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        real.setModified(place(file), time);
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
        return real.openLocks(place(file));
    }

    @Override
    public boolean supportsAttributes(Path path) throws IOException {
        return real.supportsAttributes(path);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return real.fileSystemType(path);
    }

    /** Hands each step on an open file on, unchanged. */
    static class Open implements OpenFile {

        private final OpenFile real;

        Open(OpenFile real) {
            this.real = real;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return real.write(bytes, position);
        }

        @Override
        public long transferTo(long position, long count, OpenFile target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public WritableByteChannel end() throws IOException {
            return real.end();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            real.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            real.force();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
