package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The steps as {@code java.nio.file} takes them. */
final class NioFileOps implements FileOps {

    private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
    private static final String LINKS = "unix:nlink";

    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    /** As {@code strerror} says ENOTDIR: a component of the path is a file, so that nothing can be below it. */
    private static final String NOT_A_DIRECTORY = "Not a directory";

    private final boolean posix;
    private final boolean unix;
    private final boolean utf8Names;
    private volatile boolean umaskSparesOwner;

    /** For the file system that Java calls the default one. */
    NioFileOps(Path any) {
        Set<String> views = any.getFileSystem().supportedFileAttributeViews();
        this.posix = views.contains("posix");
        this.unix = views.contains("unix");
        this.utf8Names = FileNames.areUtf8(any);
    }

    @Override
    public FileOps confined(Path root) throws IOException {
        return new ConfinedFileOps(this, root, HeldDirectories.of(root, this));
    }

    @Override
    public void close() {
        // Nothing is kept open between steps.
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.READ, StandardOpenOption.CREATE_NEW, NOFOLLOW),
                mode(FILE_MODE));
        try {
            setMode(file, FILE_MODE);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
        return new NioOpenFile(channel);
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        return new NioOpenFile(
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.READ, NOFOLLOW)));
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return new NioOpenFile(FileChannel.open(file, Set.of(StandardOpenOption.READ, NOFOLLOW)));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void unlink(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, mode(DIRECTORY_MODE));
        setMode(directory, DIRECTORY_MODE);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        try {
            NioStep.run(directory, () -> deleteDirectory(directory));
        } catch (FileSystemException e) {
            throw NOT_A_DIRECTORY.equals(e.getReason()) ? new NotDirectoryException(directory.toString()) : e;
        }
    }

    private Path deleteDirectory(Path directory) throws IOException {
        // Files.delete looks first and would remove a file that came in between.
        try (DirectoryStream<Path> parent = Files.newDirectoryStream(LocalPaths.parent(directory))) {
            if (parent instanceof SecureDirectoryStream<Path> exact) {
                exact.deleteDirectory(LocalPaths.name(directory));
            } else if (kind(directory) == FileKind.DIRECTORY) {
                Files.delete(directory);
            }
        }
        return directory;
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        force(directory, Set.of(StandardOpenOption.READ, NOFOLLOW));
    }

    @Override
    public void forceFile(Path file) throws IOException {
        force(file, Set.of(StandardOpenOption.WRITE, NOFOLLOW));
    }

    /** A FileChannel would be closed by an interrupt, and what its force met would be lost. */
    private static void force(Path path, Set<OpenOption> options) throws IOException {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(path, options, null)) {
            channel.force(true);
        }
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW);
            return kind(attributes.isRegularFile(), attributes.isDirectory());
        } catch (FileSystemException e) {
            return requireAbsent(e);
        }
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW);
            return Optional.of(unix ? NamesInDirectory.facts(attributes) : basicFacts(attributes));
        } catch (FileSystemException e) {
            requireAbsent(e);
            return Optional.empty();
        }
    }

    private static FileFacts basicFacts(BasicFileAttributes attributes) {
        return new FileFacts(
                kind(attributes.isRegularFile(), attributes.isDirectory()),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                Objects.hashCode(attributes.fileKey()));
    }

    @Override
    public int links(Path file) throws IOException {
        return unix ? (Integer) Objects.requireNonNull(Files.getAttribute(file, LINKS, NOFOLLOW), LINKS) : 1;
    }

    static FileKind kind(boolean regular, boolean directory) {
        if (regular) {
            return FileKind.REGULAR;
        }
        return directory ? FileKind.DIRECTORY : FileKind.OTHER;
    }

    static FileKind requireAbsent(FileSystemException e) throws FileSystemException {
        if (e instanceof NoSuchFileException || NOT_A_DIRECTORY.equals(e.getReason())) {
            return FileKind.ABSENT;
        }
        throw e;
    }

    @Override
    public List<FileKind> kinds(Path directory, List<String> names) throws IOException {
        return NioStep.run(directory, () -> kindsIn(directory, names));
    }

    private List<FileKind> kindsIn(Path directory, List<String> names) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            return stream instanceof SecureDirectoryStream<Path> open
                    ? NamesInDirectory.kinds(directory, open, names)
                    : FileOps.super.kinds(directory, names);
        }
    }

    @Override
    public List<Optional<FileFacts>> facts(Path directory, List<String> names) throws IOException {
        return NioStep.run(directory, () -> factsIn(directory, names));
    }

    private List<Optional<FileFacts>> factsIn(Path directory, List<String> names) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            return unix && stream instanceof SecureDirectoryStream<Path> open
                    ? NamesInDirectory.facts(directory, open, names)
                    : FileOps.super.facts(directory, names);
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return NioStep.run(directory, () -> names(directory));
    }

    private List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                String name = LocalPaths.name(entry).toString();
                if (!utf8Names && !FileNames.isAscii(name)) {
                    throw new FileSystemException(directory.toString(), null, FileNames.NOT_HELD);
                }
                if (FileNames.isExact(directory, name, entry)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        return NioStep.run(file, () -> userAttributes(file, prefix));
    }

    private static Map<String, String> userAttributes(Path file, String prefix) throws IOException {
        UserDefinedFileAttributeView view = userView(file);
        Map<String, String> found = new HashMap<>();
        for (String name : view.list()) {
            if (name.startsWith(prefix)) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                found.put(name, StandardCharsets.UTF_8.decode(value.flip()).toString());
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        NioStep.run(file, () -> userView(file).write(name, StandardCharsets.UTF_8.encode(value)));
    }

    private static UserDefinedFileAttributeView userView(Path file) {
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, NOFOLLOW);
        if (view == null) {
            throw new UnsupportedOperationException("the platform has no user attributes");
        }
        return view;
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        NioStep.run(file, () -> {
            // Java would read the time of the last access to leave it as it is.
            FileTime both = FileTime.from(time);
            Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW)
                    .setTimes(both, both, null);
            return file;
        });
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return path.toRealPath();
    }

    @Override
    public String readLink(Path link) throws IOException {
        return Files.readSymbolicLink(link).toString();
    }

    @Override
    public LockFile openLocks(Path file) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE, NOFOLLOW);
        boolean made = kind(file) == FileKind.ABSENT;
        AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, options, null, mode(FILE_MODE));
        try {
            if (made) {
                setMode(file, FILE_MODE);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new NioLockFile(channel);
    }

    @Override
    public boolean supportsAttributes(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }

    private FileAttribute<?>[] mode(Set<PosixFilePermission> mode) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }

    /**
     * A umask may take bits of the owner from the mode of a new file; this gives them back. The umask of a process does
     * not change, and changing a mode follows links, so that it is done only where it has to be.
     */
    private void setMode(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (!posix || umaskSparesOwner) {
            return;
        }
        umaskSparesOwner = Files.getPosixFilePermissions(path, NOFOLLOW).containsAll(mode);
        if (!umaskSparesOwner) {
            Files.setPosixFilePermissions(path, mode);
        }
    }
}
