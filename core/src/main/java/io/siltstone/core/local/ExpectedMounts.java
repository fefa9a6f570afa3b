package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a Linux system says is to be mounted, in {@code /etc/fstab}, and what is: a store that is to be made below a mount
 * that is missing would be made on another disk, and look like an empty one.
 */
final class ExpectedMounts {

    /** Fields of a line, fstab(5) and proc(5). */
    private static final int FSTAB_PLACE = 1;

    private static final int MOUNTED_PLACE = 4;

    /** Some 10,000 mounts. */
    private static final int MAX_BYTES = 1 << 20;

    private ExpectedMounts() {}

    /** The mount on the way to a path that is expected and missing; empty where the system does not tell. */
    static Optional<Path> missing(FileOps ops, Path path) throws IOException {
        Path real = realPath(ops, path);
        Set<Path> expected = places(ops, path, "/etc/fstab", FSTAB_PLACE);
        expected.remove(path.getRoot());
        if (expected.stream().noneMatch(real::startsWith)) {
            return Optional.empty();
        }
        Set<Path> mounted = places(ops, path, "/proc/self/mountinfo", MOUNTED_PLACE);
        return mounted.isEmpty()
                ? Optional.empty()
                : expected.stream()
                        .filter(place -> real.startsWith(place) && !mounted.contains(place))
                        .findFirst();
    }

    /** The path without symbolic links, as far as it is there. */
    private static Path realPath(FileOps ops, Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            return path;
        }
        return ops.kind(path) == FileKind.ABSENT
                ? realPath(ops, parent).resolve(LocalPaths.name(path))
                : ops.realPath(path);
    }

    private static Set<Path> places(FileOps ops, Path any, String file, int field) {
        String text;
        try {
            text = SmallFile.read(ops, any.getFileSystem().getPath(file), MAX_BYTES);
        } catch (IOException | RuntimeException e) {
            // Not Linux, or not to be read here.
            text = "";
        }
        return text.lines()
                .map(line -> line.strip().split("[ \t]+", -1))
                .filter(fields -> fields.length > field && !fields[0].startsWith("#") && fields[field].startsWith("/"))
                .map(fields -> any.getFileSystem().getPath(unescaped(fields[field])))
                .collect(Collectors.toSet());
    }

    /** Both files write spaces and the like as octal numbers. */
    private static String unescaped(String place) {
        String text = place;
        for (String escape : List.of("\\040", "\\011", "\\012", "\\134")) {
            text = text.replace(escape, Character.toString(Integer.parseInt(escape.substring(1), 8)));
        }
        return text;
    }
}
