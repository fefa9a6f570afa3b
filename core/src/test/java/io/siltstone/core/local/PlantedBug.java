package io.siltstone.core.local;

import io.siltstone.core.Backend;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The bugs that the suites must catch. Each is planted around the store, which itself stays as it is. */
enum PlantedBug implements CrashSubject {
    NO_FILE_FORCE(Suite.CRASHES, "write", PlantedOps::withoutFileForce),
    NO_DIRECTORY_FORCE(Suite.CRASHES, "write", PlantedOps::withoutDirectoryForce),
    FORCE_AFTER_A_FAILED_FORCE(Suite.FAULTS, "write", PlantedOps::withSecondForce),
    SHARED_STAGING_NAME(Suite.CRASHES, "writers-of-one-key", PlantedOps::withSharedStagingName),
    SIZE_UNCHECKED("source-too-short", PlantedLayers::withoutSizeCheck),
    CLOSE_PUBLISHES("writer-closed", PlantedLayers::whereCloseCommits),
    SWEEP_BY_AGE_ALONE(Suite.CRASHES, "writer-beside-a-sweep", PlantedOps::withoutProcesses),
    SYMLINK_FOLLOWED(Suite.CRASHES, "write-through-link", PlantedOps::thatFollowLinks),
    LISTING_SHOWS_STAGING(Suite.CRASHES, "write", PlantedOps::withStagingAmongObjects),
    APPEND_WITHOUT_OFFSET("transfer-delivered-twice", PlantedLayers::whereAppendsHaveNoOffset),
    CHECKPOINT_BEFORE_DATA(Suite.CRASHES, "transfer-append", PlantedOps::withJournalFirst),
    COMMIT_WITHOUT_HASH("transfer-again-after-wrong-hash", PlantedLayers::whereCommitsHaveNoHash);

    /** What catches a bug. */
    enum Suite {
        CRASHES,
        FAULTS
    }

    private final Suite suite;
    private final String history;
    private final Function<CrashFs, FileOps> steps;
    private final UnaryOperator<Backend> layer;

    /** A bug in the steps. */
    PlantedBug(Suite suite, String history, Function<CrashFs, FileOps> steps) {
        this.suite = suite;
        this.history = history;
        this.steps = steps;
        this.layer = backend -> backend;
    }

    /** A bug above the steps, which needs no crash to be seen. */
    PlantedBug(String history, UnaryOperator<Backend> layer) {
        this.suite = Suite.CRASHES;
        this.history = history;
        this.steps = fs -> fs;
        this.layer = layer;
    }

    Suite suite() {
        return suite;
    }

    /** The shortest history that shows it. */
    String history() {
        return history;
    }

    @Override
    public FileOps ops(CrashFs fs) {
        return steps.apply(fs);
    }

    @Override
    public Backend layer(LocalBackend backend) {
        return layer.apply(backend);
    }
}
