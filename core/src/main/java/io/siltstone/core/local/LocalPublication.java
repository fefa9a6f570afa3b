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

    LocalPublication(
            ObjectKey key, Path target, WriteOptions options, LocalCall call, StagedFile staged, List<Path> made) {
        this.key = key;
        this.target = target;
        this.options = options;
        this.call = call;
        this.staged = staged;
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

    /** The directories that were made for this object; grows when they have to be made again. */
    List<Path> made() {
        return made;
    }
}
