package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at names in an open directory, which spares the way to each of them. */
final class NamesInDirectory {

    /** How the Unix file key ends: {@code (dev=fe00,ino=12345)}. */
    private static final String INODE = ",ino=";

    private NamesInDirectory() {}

    private interface Looked<T> {
        T at(Optional<BasicFileAttributes> attributes);
    }

    static List<FileKind> kinds(Path directory, SecureDirectoryStream<Path> open, List<String> names)
            throws IOException {
        return look(
                directory,
                open,
                names,
                found -> found.map(NamesInDirectory::kind).orElse(FileKind.ABSENT));
    }

    static List<Optional<FileFacts>> facts(Path directory, SecureDirectoryStream<Path> open, List<String> names)
            throws IOException {
        return look(directory, open, names, found -> found.map(NamesInDirectory::facts));
    }

    private static <T> List<T> look(
            Path directory, SecureDirectoryStream<Path> open, List<String> names, Looked<T> looked) throws IOException {
        FileSystem files = directory.getFileSystem();
        List<T> all = new ArrayList<>(names.size());
        for (String name : names) {
            all.add(looked.at(attributes(open, files.getPath(name))));
        }
        return all;
    }

    private static Optional<BasicFileAttributes> attributes(SecureDirectoryStream<Path> open, Path name)
            throws IOException {
        try {
            return Optional.of(open.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes());
        } catch (FileSystemException e) {
            NioFileOps.requireAbsent(e);
            return Optional.empty();
        }
    }

    private static FileKind kind(BasicFileAttributes attributes) {
        return NioFileOps.kind(attributes.isRegularFile(), attributes.isDirectory());
    }

    /** As a Unix tells them. */
    static FileFacts facts(BasicFileAttributes attributes) {
        return new FileFacts(
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                inode(String.valueOf(attributes.fileKey())));
    }

    /** Java tells the inode of a name in an open directory only as a part of this text, and of others most quickly so. */
    private static long inode(String fileKey) {
        int from = fileKey.indexOf(INODE) + INODE.length();
        return Long.parseLong(fileKey, from, fileKey.length() - 1, 10);
    }
}
