package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One object on its way to its key: where it is staged, where it goes, and what to take back if it never arrives. */
final class LocalPublication {

    private final ObjectKey key;
    private final Path target;
    private final WriteOptions options;
    private final LocalCall call;
    private final StagedFile staged;
    private final List<Path> made;
    private List<LocalPaths.Directory> parents;

    LocalPublication(
            ObjectKey key,
            Path target,
            WriteOptions options,
            LocalCall call,
            StagedFile staged,
            List<LocalPaths.Directory> parents,
            List<Path> made) {
        this.key = key;
        this.target = target;
        this.options = options;
        this.call = call;
        this.staged = staged;
        this.parents = parents;
        this.made = new ArrayList<>(made);
    }

    ObjectKey key() {
        return key;
    }

    Path target() {
        return target;
    }

    WriteOptions options() {
        return options;
    }

    LocalCall call() {
        return call;
    }

    StagedFile staged() {
        return staged;
    }

    /** What was last seen of the directories above the target; empty where none will be forced. */
    List<LocalPaths.Directory> parents() {
        return parents;
    }

    void setParents(List<LocalPaths.Directory> seen) {
        parents = seen;
    }

    /** The directories that were made for this object; grows when they have to be made again. */
    List<Path> made() {
        return made;
    }
}
