package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object on its way to its key: where it is staged, where it goes, and what to take back if it never arrives. */
final class LocalPublication {

    private final ObjectKey key;
    private final Path target;
    private final WriteOptions options;
    private final LocalCall call;
    private final StagedFile staged;
    private final List<Path> made;
    private @Nullable StagedFile beside;

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

    /** A copy of what is staged, in the directory of the target. */
    Optional<StagedFile> beside() {
        return Optional.ofNullable(beside);
    }

    void setBeside(StagedFile copy) {
        beside = copy;
    }

    /** What gets the name of the target. */
    Path source() {
        return beside().orElse(staged).path();
    }

    /** The directories that were made for this object; grows when they have to be made again. */
    List<Path> made() {
        return made;
    }
}
