package io.siltstone.core.local;

import io.siltstone.core.local.CrashDisk.Place;
import io.siltstone.core.local.CrashNode.DirectoryNode;
import io.siltstone.core.local.CrashNode.FileNode;
import io.siltstone.core.local.CrashNode.LinkNode;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file system in memory, as POSIX promises it and no better: what a program sees is at once as it was changed; what a
 * power cut leaves of that is in the {@link CrashLog}. Names, links and renames of different directories, and different
 * names in one, reach the disk each on its own. For one thread.
 */
final class CrashFs implements FileOps {

    /** A directory of this name is where another device is mounted. */
    static final String OTHER_DEVICE = "mounted";

    private static final AtomicInteger DISKS = new AtomicInteger();

    private final CrashDisk disk;
    private final CrashMachine machine;
    private final CrashFaults faults;
    private final Path top = Path.of("/disk" + DISKS.incrementAndGet()).toAbsolutePath();

    CrashFs(Map<Long, CrashNode> image, CrashMachine machine, CrashFaults faults) {
        this.disk = new CrashDisk(image);
        this.machine = machine;
        this.faults = faults;
    }

    /** The path of the disk itself. */
    Path top() {
        return top;
    }

    CrashDisk disk() {
        return disk;
    }

    CrashFaults faults() {
        return faults;
    }

    CrashMachine machine() {
        return machine;
    }

    /** What a step does. */
    interface Step<T> {
        T take() throws IOException;
    }

    /** Every call goes through here, so that a fault can come before or after its step. */
    <T> T step(String word, Path path, Step<T> step) throws IOException {
        if (!faults.areArmed()) {
            return step.take();
        }
        String label = word + ' ' + label(path);
        faults.before(label);
        T result = step.take();
        faults.after(label);
        return result;
    }

    private String label(Path path) {
        return path.startsWith(top) && !path.equals(top)
                ? path.toString().substring(top.toString().length() + 1)
                : path.toString();
    }

    @Override
    public FileOps confined(Path root) {
        // On Linux the kernel looks at the way: no step of ours, and nothing to fail.
        return new ConfinedFileOps(this, root, new CheckedDirectories(root, this::kindNow));
    }

    @Override
    public void close() {
        // Nothing is kept open between steps.
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        return open(step("create", file, () -> makeFile(file)), file);
    }

    private long makeFile(Path file) throws IOException {
        FileState empty = new FileState(new byte[0], Map.of(), machine.now());
        return make(file, number -> new FileNode(number, empty));
    }

    private OpenFile open(long id, Path file) {
        return new CrashFile(this, id, file);
    }

    private interface Maker {
        CrashNode make(long number);
    }

    private long make(Path path, Maker maker) throws IOException {
        Place place = disk.place(path);
        if (disk.find(path).isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        long id = disk.newId();
        disk.change(
                "make " + label(path),
                new DiskChange.Make(id, maker.make(disk.newNumber())),
                new DiskChange.Entry(place.directory(), place.name(), id));
        return id;
    }

    /** Puts a symbolic link there, which is absolute on this disk. */
    void link(Path path, String target) throws IOException {
        make(path, number -> new LinkNode(number, target));
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        return open(step("open", file, () -> regular(file)), file);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        if (machine.owns(file)) {
            return machine.open(file);
        }
        return open(step("read", file, () -> regular(file)), file);
    }

    private long regular(Path file) throws IOException {
        long id = disk.require(file);
        if (disk.node(id) instanceof LinkNode) {
            throw new FileSystemException(file.toString(), null, "Too many levels of symbolic links");
        }
        if (!(disk.node(id) instanceof FileNode)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        return id;
    }

    /** What is below this name is on another device, as far as renames and links are concerned. */
    private void requireOneDevice(Path from, Path to) throws IOException {
        if (from.toString().contains(OTHER_DEVICE) != to.toString().contains(OTHER_DEVICE)) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "Invalid cross-device link");
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step("move", to, () -> {
            requireOneDevice(from, to);
            Place source = disk.place(from);
            Place target = disk.place(to);
            long id = disk.require(from);
            Optional<Long> there = disk.find(to);
            if (there.isPresent() && disk.node(there.get()) instanceof DirectoryNode) {
                throw new FileSystemException(from.toString(), to.toString(), "Is a directory");
            }
            // rename(2) of two names of one file does nothing.
            if (there.filter(same -> same == id).isEmpty()) {
                disk.change(
                        "move " + label(from) + " to " + label(to),
                        new DiskChange.Entry(target.directory(), target.name(), id),
                        new DiskChange.Entry(source.directory(), source.name(), DiskChange.NOTHING));
            }
            return id;
        });
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        step("link", name, () -> {
            requireOneDevice(existing, name);
            long id = regular(existing);
            Place place = disk.place(name);
            if (disk.find(name).isPresent()) {
                throw new FileAlreadyExistsException(name.toString());
            }
            disk.change("link " + label(name), new DiskChange.Entry(place.directory(), place.name(), id));
            return id;
        });
    }

    @Override
    public void unlink(Path file) throws IOException {
        step("unlink", file, () -> {
            if (disk.node(disk.require(file)) instanceof DirectoryNode) {
                throw new FileSystemException(file.toString(), null, "Is a directory");
            }
            return remove("unlink ", file);
        });
    }

    private Place remove(String word, Path path) throws IOException {
        Place place = disk.place(path);
        disk.change(word + label(path), new DiskChange.Entry(place.directory(), place.name(), DiskChange.NOTHING));
        return place;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        step("mkdir", directory, () -> make(directory, number -> new DirectoryNode(number, new TreeMap<>())));
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        step("rmdir", directory, () -> {
            if (!directory(directory).entries().isEmpty()) {
                throw new DirectoryNotEmptyException(directory.toString());
            }
            return remove("rmdir ", directory);
        });
    }

    private DirectoryNode directory(Path path) throws IOException {
        if (disk.node(disk.require(path)) instanceof DirectoryNode directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        directory(directory);
        force("force-directory", disk.require(directory), directory);
    }

    @Override
    public void forceFile(Path file) throws IOException {
        force("force-file", regular(file), file);
    }

    /** A force that fails leaves behind what no later one mends. */
    void force(String word, long id, Path path) throws IOException {
        String label = word + ' ' + label(path);
        try {
            faults.before(label);
        } catch (IOException e) {
            disk.change(label + " fails", new DiskChange.ForceFailed(id));
            throw e;
        }
        disk.change(label, new DiskChange.Forced(id));
        faults.after(label);
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        return step("kind", path, () -> kindNow(path));
    }

    private FileKind kindNow(Path path) throws IOException {
        return seen(path).map(FileFacts::kind).orElse(FileKind.ABSENT);
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        return step("facts", path, () -> seen(path));
    }

    private Optional<FileFacts> seen(Path path) throws IOException {
        try {
            return disk.find(path).map(this::facts);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public int links(Path file) throws IOException {
        return step("links", file, () -> disk.links(regular(file)));
    }

    private FileFacts facts(long id) {
        CrashNode node = disk.node(id);
        if (node instanceof FileNode file) {
            FileState state = file.state();
            return new FileFacts(FileKind.REGULAR, state.size(), state.modified(), node.number());
        }
        FileKind kind = node instanceof DirectoryNode ? FileKind.DIRECTORY : FileKind.OTHER;
        return new FileFacts(kind, 0, Instant.EPOCH, node.number());
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return step(
                "list",
                directory,
                () -> List.copyOf(directory(directory).entries().keySet()));
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        return step("attributes", file, () -> {
            Map<String, String> found = new TreeMap<>(disk.file(regular(file)).attributes());
            found.keySet().removeIf(name -> !name.startsWith(prefix));
            return found;
        });
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        step("set-attribute", file, () -> {
            disk.change("set-attribute " + label(file), new DiskChange.Attribute(regular(file), name, value));
            return value;
        });
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        step("set-modified", file, () -> {
            disk.change("set-modified " + label(file), new DiskChange.Modified(regular(file), time));
            return time;
        });
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return step("real-path", path, () -> {
            disk.require(path);
            return path;
        });
    }

    @Override
    public String readLink(Path link) throws IOException {
        if (machine.owns(link)) {
            return machine.readLink(link);
        }
        return step("read-link", link, () -> {
            if (disk.node(disk.require(link)) instanceof LinkNode found) {
                return found.target();
            }
            throw new NotLinkException(link.toString());
        });
    }

    @Override
    public LockFile openLocks(Path file) throws IOException {
        return step("locks", file, () -> {
            if (disk.find(file).isEmpty()) {
                makeFile(file);
            }
            return machine.locks(regular(file));
        });
    }

    @Override
    public boolean supportsAttributes(Path path) {
        return true;
    }

    @Override
    public String fileSystemType(Path path) {
        return "crashfs";
    }
}
