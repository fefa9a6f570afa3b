package io.siltstone.core.local;

import io.siltstone.core.local.CrashNode.DirectoryNode;
import io.siltstone.core.local.CrashNode.FileNode;
import io.siltstone.core.local.CrashNode.LinkNode;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What programs see of a {@link CrashFs}, and the way from paths to it. The first name of a path is that of the disk
 * itself; it is different for each, because the locks of a process are kept by path.
 */
final class CrashDisk {

    static final long TOP = 1;

    private static final int MAX_LINKS = 40;

    private final Map<Long, CrashNode> nodes = new HashMap<>();
    private final Map<Long, Integer> names = new HashMap<>();
    private final Map<Long, Integer> handles = new HashMap<>();
    private final Set<Long> numbers = new TreeSet<>();
    private final CrashLog log = new CrashLog();
    private long lastId = TOP;

    CrashDisk(Map<Long, CrashNode> image) {
        nodes.putAll(image);
        for (Map.Entry<Long, CrashNode> node : image.entrySet()) {
            lastId = Math.max(lastId, node.getKey());
            numbers.add(node.getValue().number());
            if (node.getValue() instanceof DirectoryNode directory) {
                directory.entries().values().forEach(id -> names.merge(id, 1, Integer::sum));
            }
        }
        log.restart(nodes);
    }

    /** A disk with nothing on it. */
    static Map<Long, CrashNode> blank() {
        return Map.of(TOP, new DirectoryNode(TOP, Map.of()));
    }

    CrashLog log() {
        return log;
    }

    Map<Long, CrashNode> nodes() {
        return nodes;
    }

    CrashNode node(long id) {
        CrashNode node = nodes.get(id);
        if (node == null) {
            throw new AssertionError("no node " + id);
        }
        return node;
    }

    FileState file(long id) {
        return ((FileNode) node(id)).state();
    }

    /** Everything is safe as it is now. */
    void settle() {
        nodes.keySet().removeIf(id -> id != TOP && links(id) == 0 && !handles.containsKey(id));
        log.restart(nodes);
    }

    int links(long id) {
        return names.getOrDefault(id, 0);
    }

    int openHandles() {
        return handles.values().stream().mapToInt(Integer::intValue).sum();
    }

    void opened(long id) {
        handles.merge(id, 1, Integer::sum);
    }

    void closed(long id) {
        handles.computeIfPresent(id, (same, n) -> n == 1 ? null : n - 1);
        freeUnused(id);
    }

    long newId() {
        return ++lastId;
    }

    /** The lowest number that is free, as file systems give it. */
    long newNumber() {
        long number = TOP;
        while (numbers.contains(number)) {
            number++;
        }
        numbers.add(number);
        return number;
    }

    void change(String label, DiskChange... changes) {
        log.add(new CrashLog.Step(label, List.of(changes)));
        for (DiskChange change : changes) {
            apply(change);
        }
    }

    private void apply(DiskChange change) {
        if (change instanceof DiskChange.Make made) {
            nodes.put(made.id(), made.node());
        } else if (change instanceof DiskChange.Entry entry) {
            DirectoryNode directory = (DirectoryNode) node(entry.directory());
            Long before = directory.entries().get(entry.name());
            nodes.put(entry.directory(), directory.with(entry.name(), entry.id()));
            if (entry.id() != DiskChange.NOTHING) {
                names.merge(entry.id(), 1, Integer::sum);
            }
            if (before != null) {
                names.computeIfPresent(before, (same, n) -> n == 1 ? null : n - 1);
                freeUnused(before);
            }
        } else if (change instanceof DiskChange.OfFile ofFile) {
            FileNode file = (FileNode) node(ofFile.id());
            nodes.put(ofFile.id(), new FileNode(file.number(), file.state().after(ofFile)));
        }
    }

    private void freeUnused(long id) {
        if (links(id) == 0 && !handles.containsKey(id)) {
            numbers.remove(node(id).number());
        }
    }

    /** A directory and the name in it that a path ends with. */
    record Place(long directory, String name) {}

    /** Where the path's last name belongs, through symbolic links but for that last name. */
    Place place(Path path) throws FileSystemException {
        Deque<String> left = new ArrayDeque<>();
        // Many times quicker than the names of the path as paths.
        for (String name : path.toString().split(java.io.File.separator, -1)) {
            left.add(name);
        }
        left.removeFirst();
        left.removeFirst();
        if (left.isEmpty()) {
            return new Place(TOP, "");
        }
        Deque<Long> way = new ArrayDeque<>(List.of(TOP));
        int links = 0;
        while (left.size() > 1) {
            String name = left.removeFirst();
            if (name.equals("..")) {
                if (way.size() > 1) {
                    way.removeLast();
                }
                continue;
            }
            long next = entry(way.getLast(), name, path).orElseThrow(() -> new NoSuchFileException(path.toString()));
            if (node(next) instanceof LinkNode link) {
                if (++links > MAX_LINKS) {
                    throw new FileSystemException(path.toString(), null, "Too many levels of symbolic links");
                }
                List<String> target = List.of(link.target().substring(1).split("/", -1));
                for (int i = target.size() - 1; i >= 0; i--) {
                    left.addFirst(target.get(i));
                }
                way.clear();
                way.add(TOP);
            } else {
                way.add(next);
            }
        }
        requireDirectory(way.getLast(), path);
        return new Place(way.getLast(), left.getFirst());
    }

    private void requireDirectory(long id, Path path) throws FileSystemException {
        if (!(node(id) instanceof DirectoryNode)) {
            throw new FileSystemException(path.toString(), null, "Not a directory");
        }
    }

    private Optional<Long> entry(long directory, String name, Path path) throws FileSystemException {
        requireDirectory(directory, path);
        return Optional.ofNullable(((DirectoryNode) node(directory)).entries().get(name));
    }

    /** What the path leads to; empty where the last name is not there. */
    Optional<Long> find(Path path) throws FileSystemException {
        Place place = place(path);
        return place.name().isEmpty() ? Optional.of(TOP) : entry(place.directory(), place.name(), path);
    }

    long require(Path path) throws FileSystemException {
        return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }
}
