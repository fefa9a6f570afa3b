package io.siltstone.torture;

import java.util.EnumSet;
import java.util.Set;

/** What happens at a system call, and to which ones it can happen. */
enum Fault {
    KILL_BEFORE(-1, false, EnumSet.complementOf(EnumSet.of(CallKind.NONE))),
    KILL_AFTER(-2, false, EnumSet.complementOf(EnumSet.of(CallKind.NONE))),
    SHORT_WRITE(-3, false, EnumSet.of(CallKind.WRITE)),
    EIO(Errno.EIO, false, EnumSet.complementOf(EnumSet.of(CallKind.NONE))),
    ENOSPC(Errno.ENOSPC, false, Errno.TAKES_SPACE),
    EDQUOT(Errno.EDQUOT, false, Errno.TAKES_SPACE),
    EINTR(
            Errno.EINTR,
            false,
            EnumSet.of(
                    CallKind.OPEN,
                    CallKind.CREATE,
                    CallKind.WRITE,
                    CallKind.FORCE,
                    CallKind.FORCE_DIR,
                    CallKind.CLOSE,
                    CallKind.TRUNCATE)),
    EMFILE(Errno.EMFILE, false, EnumSet.of(CallKind.OPEN, CallKind.CREATE)),
    /** The disk fails and does not come back. */
    EIO_STAYS(Errno.EIO, true, EnumSet.complementOf(EnumSet.of(CallKind.NONE))),
    /** The disk is full, and stays so. */
    ENOSPC_STAYS(Errno.ENOSPC, true, Errno.TAKES_SPACE),
    /** No file can be opened any more. */
    EMFILE_STAYS(Errno.EMFILE, true, EnumSet.of(CallKind.OPEN, CallKind.CREATE));

    private final int action;
    private final boolean stays;
    private final Set<CallKind> kinds;

    Fault(int action, boolean stays, Set<CallKind> kinds) {
        this.action = action;
        this.stays = stays;
        this.kinds = kinds;
    }

    /** As {@code faults.c} knows it: an errno, or what is there a negative number. */
    int action() {
        return action;
    }

    /** Whether later calls fail, too. */
    boolean stays() {
        return stays;
    }

    boolean kills() {
        return this == KILL_BEFORE || this == KILL_AFTER;
    }

    boolean canMeet(CallKind kind) {
        return kinds.contains(kind);
    }

    /** Whether what is staged may be left behind: what fails is its removal. */
    boolean mayLeaveStaging(CallKind met) {
        return kills() || this == EIO_STAYS || met == CallKind.UNLINK;
    }

    /** As Linux numbers them. */
    private static final class Errno {
        static final int EINTR = 4;
        static final int EIO = 5;
        static final int EMFILE = 24;
        static final int ENOSPC = 28;
        static final int EDQUOT = 122;
        static final Set<CallKind> TAKES_SPACE = EnumSet.of(
                CallKind.CREATE,
                CallKind.WRITE,
                CallKind.FORCE,
                CallKind.FORCE_DIR,
                CallKind.CLOSE,
                CallKind.RENAME,
                CallKind.LINK,
                CallKind.MKDIR,
                CallKind.ATTRIBUTE);
    }
}
