package io.siltstone.core.local;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;

/** What a system may say instead of taking a step, and what the store makes of it. */
enum CrashFault {
    EIO("Input/output error", BackendFailureException.class),
    ENOSPC("No space left on device", NoSpaceException.class),
    EDQUOT("Disk quota exceeded", NoSpaceException.class),
    EACCES("Permission denied", AccessDeniedException.class),
    EROFS("Read-only file system", AccessDeniedException.class),
    EMFILE("Too many open files", UnavailableException.class),
    /** The step is taken, and then nobody hears of it. */
    LOST_ANSWER("Input/output error", BackendFailureException.class);

    private final String text;
    private final Class<? extends StorageException> meaning;

    CrashFault(String text, Class<? extends StorageException> meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** Lets the step of this number fail. */
    void arm(CrashFaults faults, int step) {
        faults.arm(step, this == LOST_ANSWER ? CrashFaults.Moment.AFTER : CrashFaults.Moment.BEFORE, text);
    }

    Class<? extends StorageException> meaning() {
        return meaning;
    }

    /** Whether a system may say this of such a step. */
    boolean fits(String step) {
        String word = step.substring(0, step.indexOf(' '));
        return switch (this) {
            case EIO, LOST_ANSWER -> true;
            case ENOSPC, EDQUOT -> word.matches("create|write|move|link|mkdir|set-attribute|force.*");
            case EACCES, EROFS -> word.matches("create|open|move|link|mkdir|unlink|rmdir|set-.*");
            case EMFILE -> word.matches("create|open|read|list|force-.*");
        };
    }
}
