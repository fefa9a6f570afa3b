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
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One cut: a child changes a store on a disk, the power goes, and what comes up is held against what was promised. */
final class PowerCut {

    private static final int MOST_ACKS = 400;

    private final LoopDisk disk;
    private final CutFigures figures;
    private final CutHistory history = new CutHistory();

    PowerCut(LoopDisk disk, CutFigures figures) {
        this.disk = disk;
        this.figures = figures;
    }

    void run(ChildProcess child, long seed) throws IOException, InterruptedException {
        Path root = disk.mountPoint().resolve("store");
        int moment = new SeededRandom(seed).nextInt(MOST_ACKS);
        child.send(figures.durability() + " " + seed + " " + root);
        Thread reader = new Thread(() -> listen(child));
        reader.start();
        history.awaitAcks(moment);
        // XFS acknowledges the force of a directory, once, after its log is shut down: a machine without power tells
        // nobody.
        history.doubt();
        disk.cut();
        child.send("stop");
        reader.join();
        disk.restart();
        try {
            figures.cut(history.acks());
            history.untyped().forEach(figures::broken);
            inspect(root);
        } finally {
            disk.unmount();
        }
    }

    private void listen(ChildProcess child) {
        try {
            Optional<String> line = child.receive();
            while (line.isPresent() && !line.get().equals(CutChild.IDLE)) {
                history.accept(line.get());
                line = child.receive();
            }
            if (line.isEmpty()) {
                history.accept("the child has ended");
            }
        } catch (IOException e) {
            history.accept("the child cannot be heard: " + e);
        }
    }

    private void inspect(Path root) throws IOException {
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            store.sweep(SweepRequest.DEFAULT);
            Set<String> listed = new TreeSet<>();
            try (Listing<ObjectInfo> objects = store.listObjects(ListRequest.of(KeyPrefix.ROOT))) {
                while (objects.hasNext()) {
                    ObjectInfo object = objects.next();
                    listed.add(object.key().value());
                    see(store, object);
                }
            }
            for (String key : history.keys()) {
                if (!listed.contains(key) && !history.kept(key).contains(Report.ABSENT)) {
                    figures.lost(key + " is absent");
                }
            }
        }
    }

    private void see(LocalBackend store, ObjectInfo object) throws IOException {
        String key = object.key().value();
        byte[] bytes;
        try (ObjectContent content = store.read(object.key(), ReadOptions.ALL)) {
            bytes = content.stream().readAllBytes();
        }
        if (isOneOf(history.kept(key), bytes)) {
            return;
        }
        if (isOneOf(history.ever(key), bytes)) {
            figures.lost(key + " is older");
        } else if (bytes.length == 0) {
            figures.empty(key);
        } else {
            figures.torn(key + " of " + bytes.length + " bytes, none of " + history.ever(key));
        }
    }

    private static boolean isOneOf(Set<String> contents, byte[] bytes) {
        return contents.stream()
                .filter(content -> !content.equals(Report.ABSENT))
                .map(Content::parse)
                .anyMatch(content -> content.sizeBytes() == bytes.length && Arrays.equals(content.bytes(), bytes));
    }
}
