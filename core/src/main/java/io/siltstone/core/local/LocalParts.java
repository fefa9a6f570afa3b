package io.siltstone.core.local;

import io.siltstone.core.StoreRuntime;

/** The parts of a local store, put together once. */
record LocalParts(
        LocalFeatures features,
        LocalWrites writes,
        LocalReader reader,
        LocalCopier copier,
        LocalLister lister,
        LocalDeleter deleter,
        DirectoryRemoval remover,
        LocalTransfers transfers,
        LocalSweeper sweeper) {

    /**
     * @param checkpointBytes after how many bytes a transfer notes what it holds
     */
    static LocalParts of(LocalConfig config, StoreRuntime runtime, LocalOpening opening, long checkpointBytes) {
        LocalRoot root = opening.root();
        LocalFeatures features = opening.features();
        FileOps ops = root.ops();
        KnownDirectories known = new KnownDirectories();
        LocalPaths paths = new LocalPaths(ops, root.path(), known);
        EmptyDirectories empties = new EmptyDirectories(ops, known);
        DurableDirectories durable = new DurableDirectories(new DirectorySync(ops), paths, known);
        StagingPlaces places = new StagingPlaces(root, paths);
        LocalPublisher publisher = new LocalPublisher(
                root, paths, places, empties, features, config.durability(), durable, new Stamps(runtime.clock()));
        LocalReader reader = new LocalReader(ops, paths, features);
        return new LocalParts(
                features,
                new LocalWrites(publisher, paths),
                reader,
                new LocalCopier(reader, publisher, features),
                new LocalLister(ops, paths),
                new LocalDeleter(root, paths, features, config.durability(), durable),
                new DirectoryRemoval(ops, paths, empties),
                new LocalTransfers(root, paths, publisher, features, checkpointBytes),
                new LocalSweeper(root, places));
    }
}
