package io.siltstone.jobs.sync;

import io.siltstone.core.Backend;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.testkit.FaultBackend;
import io.siltstone.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two stores whose calls are counted and can go wrong, and runs between them. */
final class Pairs implements AutoCloseable {

    final FaultBackend sourceFaults;
    final FaultBackend targetFaults;
    final Storage source;
    final Storage target;

    private Pairs(Backend source, Backend target) {
        this.sourceFaults = new FaultBackend(source);
        this.targetFaults = new FaultBackend(target);
        this.source = storage(sourceFaults);
        this.target = storage(targetFaults);
    }

    static Pairs inMemory() {
        return new Pairs(memory("a"), memory("b"));
    }

    static Pairs onDisk(Path directory) throws StorageException {
        return new Pairs(disk(directory.resolve("a")), disk(directory.resolve("b")));
    }

    static Pairs of(Backend source, Backend target) {
        return new Pairs(source, target);
    }

    static Backend memory(String name) {
        return new MemoryBackend(new MemoryConfig(name), StoreRuntime.system());
    }

    static Backend disk(Path root) throws StorageException {
        return LocalBackend.open(LocalConfig.of(root).withDurability(Durability.NONE), StoreRuntime.system());
    }

    static Storage storage(Backend backend) {
        return Storage.of(backend, StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW), StoreRuntime.system());
    }

    SyncReport run() throws StorageException {
        return run(SyncRequest.DEFAULT);
    }

    SyncReport run(SyncRequest request) throws StorageException {
        return SyncJob.run(source, target, request, Runnable::run, StoreRuntime.system(), SyncListener.NONE);
    }

    /** Puts so many objects of some bytes into the source, the same for the same seed. */
    void fill(int objects, int bytes, long seed) throws StorageException {
        SeededRandom random = new SeededRandom(seed);
        for (int i = 0; i < objects; i++) {
            source.write(String.format("db/cpu/2025/11/25/%02d/%04d.parquet", i % 24, i), random.bytes(bytes));
        }
    }

    /** All objects and their contents. */
    static Map<String, List<Byte>> contents(Storage storage) throws StorageException {
        Map<String, List<Byte>> contents = new TreeMap<>();
        try (Listing<ObjectInfo> listing = storage.listObjects("")) {
            while (listing.hasNext()) {
                String key = listing.next().key().value();
                List<Byte> bytes = new ArrayList<>();
                for (byte b : storage.read(key)) {
                    bytes.add(b);
                }
                contents.put(key, bytes);
            }
        }
        return contents;
    }

    @Override
    public void close() throws StorageException {
        try {
            source.close();
        } finally {
            target.close();
        }
    }
}
