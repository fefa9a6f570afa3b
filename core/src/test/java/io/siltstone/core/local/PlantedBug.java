package io.siltstone.core.local;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The bugs that the suites must catch: in the steps that the store takes, or in its own source. */
enum PlantedBug {
    NO_FILE_FORCE("write", crashes(PlantedOps::withoutFileForce)),
    NO_DIRECTORY_FORCE("write", crashes(PlantedOps::withoutDirectoryForce)),
    FORCE_AFTER_A_FAILED_FORCE("write", faults(PlantedOps::withSecondForce)),
    SHARED_STAGING_NAME("writers-of-one-key", crashes(PlantedOps::withSharedStagingName)),
    SIZE_UNCHECKED(
            "source-too-short", source("io.siltstone.core.MeasuredStream", "if (count < expected)", "if (count < 0)")),
    CLOSE_PUBLISHES(
            "writer-closed",
            source(
                    "io.siltstone.core.local.LocalWriter",
                    "protected void discard() {\n        if (failure == null) {\n            publisher.discard(publication);",
                    "protected void discard() throws StorageException {\n        if (failure == null) {\n            publish();")),
    SWEEP_BY_AGE_ALONE("writer-beside-a-sweep", crashes(PlantedOps::withoutProcesses)),
    SYMLINK_FOLLOWED("write-through-link", onDisk(PlantedOps::thatFollowLinks)),
    LISTING_SHOWS_STAGING("write", crashes(PlantedOps::withStagingAmongObjects)),
    APPEND_WITHOUT_OFFSET(
            "transfer-delivered-twice",
            source(
                    "io.siltstone.core.local.LocalTransfer",
                    "if (expectedOffset != position)",
                    "if (expectedOffset > position)")),
    CHECKPOINT_BEFORE_DATA("transfer-append", crashes(PlantedOps::withJournalFirst)),
    COMMIT_WITHOUT_HASH(
            "transfer-again-after-wrong-hash",
            source(
                    "io.siltstone.core.local.LocalTransfer",
                    "if (!whole || !stage.sha256().equals(sha256))",
                    "if (!whole)"));

    /** Runs a suite over the store with the bug. */
    private interface Suite {
        Set<String> told(String history, Path scratch) throws Exception;
    }

    private final String history;
    private final Suite suite;

    PlantedBug(String history, Suite suite) {
        this.history = history;
        this.suite = suite;
    }

    /** The shortest history that shows it. */
    String history() {
        return history;
    }

    /** What the suite that should catch it tells. */
    Set<String> told(Path scratch) throws Exception {
        return suite.told(history, scratch);
    }

    private static Suite crashes(UnaryOperator<FileOps> bug) {
        return onDisk(bug::apply);
    }

    private static Suite onDisk(Function<CrashFs, FileOps> bug) {
        return (history, scratch) -> PlantedRun.crashes(subject(bug), history).told();
    }

    private static Suite faults(UnaryOperator<FileOps> bug) {
        return (history, scratch) ->
                PlantedRun.faults(subject(bug::apply), history).told();
    }

    private static Suite source(String changed, String there, String instead) {
        return (history, scratch) -> new PlantedSource(changed, there, instead).told(history, scratch);
    }

    private static CrashSubject subject(Function<CrashFs, FileOps> bug) {
        return new CrashSubject() {
            @Override
            public FileOps ops(CrashFs fs) {
                return bug.apply(fs);
            }
        };
    }
}
