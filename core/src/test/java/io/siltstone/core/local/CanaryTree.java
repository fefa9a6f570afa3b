package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A tree that nobody may touch. Its times of access lie before its times of change, so that Linux, also when mounted
 * with {@code relatime}, notes the first read of a file and of a directory.
 */
final class CanaryTree {

    static final String CANARY = "canary";

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
    private static final FileTime BEFORE_THAT = FileTime.fromMillis(900_000_000_000L);
    private static final String FACTS = "unix:mode,size,ino,nlink,lastModifiedTime,lastAccessTime,ctime";

    private final Path tree;
    private Map<Path, Map<String, Object>> sealed = Map.of();

    CanaryTree(Path tree) throws IOException {
        this.tree = Files.createDirectories(tree);
    }

    Path path() {
        return tree;
    }

    CanaryTree file(String path) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(LocalPaths.parent(file));
        Files.writeString(file, CANARY);
        return this;
    }

    CanaryTree directory(String path) throws IOException {
        Files.createDirectories(tree.resolve(path));
        return this;
    }

    /** Notes how everything is. */
    CanaryTree seal() throws IOException {
        TreeMap<Path, Map<String, Object>> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(tree)) {
            walk.forEach(path -> all.put(path, Map.of()));
        }
        for (Path path : all.keySet()) {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(LONG_AGO, BEFORE_THAT, null);
        }
        for (Map.Entry<Path, Map<String, Object>> entry : all.entrySet()) {
            entry.setValue(facts(entry.getKey()));
        }
        sealed = all;
        return this;
    }

    private static Map<String, Object> facts(Path path) throws IOException {
        return new TreeMap<>(Files.readAttributes(path, FACTS, LinkOption.NOFOLLOW_LINKS));
    }

    /** Passes when everything is as it was: content, names, modes, links and times, those of access included. */
    void requireUntouched() throws IOException {
        for (Map.Entry<Path, Map<String, Object>> entry : sealed.entrySet()) {
            assertThat(Files.exists(entry.getKey(), LinkOption.NOFOLLOW_LINKS))
                    .as("%s is there", entry.getKey())
                    .isTrue();
            assertThat(facts(entry.getKey())).as(entry.getKey().toString()).isEqualTo(entry.getValue());
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            assertThat(walk).containsExactlyInAnyOrderElementsOf(sealed.keySet());
        }
        for (Path path : sealed.keySet()) {
            if (Files.isRegularFile(path)) {
                assertThat(path).hasContent(CANARY);
            }
        }
    }
}
