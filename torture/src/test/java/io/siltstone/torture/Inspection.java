package io.siltstone.torture;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at a store as a new process finds it: opens it, sweeps it, and compares what is there with what was promised. */
final class Inspection {

    private final Path root;
    private final Promises promises;
    private final List<String> problems = new ArrayList<>();
    private long lostBytes;

    private Inspection(Path root, Promises promises) {
        this.root = root;
        this.promises = promises;
    }

    /**
     * Inspects the store, and takes what is there for settled.
     *
     * @param mayBeStaged whether a living process may have left staged files
     */
    static Inspection of(Path root, Promises promises, boolean mayBeStaged) throws IOException {
        Inspection inspection = new Inspection(root, promises);
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            store.sweep(SweepRequest.DEFAULT);
            inspection.compare(store);
        }
        List<String> staged = names(root.resolve(".siltstone/staging"));
        if (!staged.isEmpty() && !mayBeStaged) {
            inspection.problems.add("staged after the sweep: " + staged);
        }
        return inspection;
    }

    /** What is wrong. */
    List<String> problems() {
        return problems;
    }

    /** Bytes that were promised and are not there. */
    long lostBytes() {
        return lostBytes;
    }

    private void compare(LocalBackend store) throws IOException {
        Set<String> listed = new TreeSet<>();
        try (Listing<ObjectInfo> objects = store.listObjects(ListRequest.of(KeyPrefix.ROOT))) {
            while (objects.hasNext()) {
                ObjectInfo object = objects.next();
                listed.add(object.key().value());
                see(store, object);
            }
        }
        for (String key : promises.keys()) {
            if (!listed.contains(key)) {
                seeAbsent(key);
            }
        }
        for (String file : files()) {
            if (!listed.contains(file)) {
                problems.add("no object, but there: " + file);
            }
        }
        for (String directory : promises.gone()) {
            boolean filledAgain = listed.stream().anyMatch(key -> key.startsWith(directory));
            if (Files.exists(root.resolve(directory)) && !filledAgain) {
                problems.add("said to be gone: " + directory);
            }
        }
    }

    private void see(LocalBackend store, ObjectInfo object) throws IOException {
        String key = object.key().value();
        Set<String> allowed = promises.allowed(key);
        byte[] bytes;
        try (ObjectContent content = store.read(object.key(), ReadOptions.ALL)) {
            bytes = content.stream().readAllBytes();
        }
        for (String one : allowed) {
            if (!one.equals(Report.ABSENT) && Arrays.equals(Content.parse(one).bytes(), bytes)) {
                promises.settle(key, one);
                return;
            }
        }
        problems.add(key + " has " + bytes.length + " bytes that are none of " + allowed);
        lose(allowed);
    }

    private void seeAbsent(String key) {
        Set<String> allowed = promises.allowed(key);
        if (allowed.contains(Report.ABSENT)) {
            promises.settle(key, Report.ABSENT);
        } else {
            problems.add(key + " is absent and should be " + allowed);
            lose(allowed);
        }
    }

    private void lose(Set<String> allowed) {
        allowed.stream()
                .filter(one -> !one.equals(Report.ABSENT))
                .findFirst()
                .ifPresent(one -> lostBytes += Content.parse(one).sizeBytes());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.startsWith(".siltstone/"))
                    .toList();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
