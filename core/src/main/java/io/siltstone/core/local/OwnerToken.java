package io.siltstone.core.local;

import io.siltstone.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Names the process that staged something, so that a sweep can tell whether it still lives. No clock is in it: Linux
 * counts a process's start from the boot.
 *
 * @param host 32 hexadecimal digits of this boot of this host and of the process-number space, for containers; zeros
 *     where the platform does not tell
 * @param pid the process number
 * @param start ticks from boot to the start of the process: numbers are used again
 */
record OwnerToken(String host, long pid, long start) {

    /** Whether the owner lives. */
    enum Liveness {
        ALIVE,
        DEAD,
        /** On another host, in another container, or the platform does not tell. */
        UNKNOWN
    }

    static final String UNKNOWN_HOST = "0".repeat(32);

    /** A line of {@code /proc/pid/stat} has some 350 bytes. */
    private static final int MAX_BYTES = 4096;

    /** Field 22 of {@code /proc/pid/stat}, proc(5), counted from after the command, which is field 2. */
    private static final int START_FIELD = 22 - 3;

    /** This process. */
    static OwnerToken self(FileOps ops, Path anyPath) {
        long pid = ProcessHandle.current().pid();
        try {
            String boot = SmallFile.read(ops, proc(anyPath, "sys/kernel/random/boot_id"), MAX_BYTES);
            String numbers = ops.readLink(proc(anyPath, "self/ns/pid"));
            String host =
                    Sha256.of((boot + numbers).getBytes(StandardCharsets.UTF_8)).hex();
            return new OwnerToken(host.substring(0, UNKNOWN_HOST.length()), pid, start(ops, anyPath, pid));
        } catch (IOException | RuntimeException noProc) {
            return new OwnerToken(UNKNOWN_HOST, pid, 0);
        }
    }

    /** What this process, of the token given, can tell of the owner. */
    Liveness liveness(OwnerToken self, FileOps ops, Path anyPath) {
        if (host.equals(UNKNOWN_HOST) || !host.equals(self.host)) {
            return Liveness.UNKNOWN;
        }
        try {
            return start(ops, anyPath, pid) == start ? Liveness.ALIVE : Liveness.DEAD;
        } catch (NoSuchFileException e) {
            return seesOthers(ops, anyPath) ? Liveness.DEAD : Liveness.UNKNOWN;
        } catch (IOException | RuntimeException e) {
            return Liveness.UNKNOWN;
        }
    }

    /** Whether processes of other users are visible: with {@code hidepid=2} a living one looks dead. */
    private static boolean seesOthers(FileOps ops, Path anyPath) {
        try {
            start(ops, anyPath, 1);
            return true;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static long start(FileOps ops, Path anyPath, long pid) throws IOException {
        String line = SmallFile.read(ops, proc(anyPath, pid + "/stat"), MAX_BYTES);
        // The command may hold spaces and parentheses.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[START_FIELD]);
    }

    private static Path proc(Path anyPath, String name) {
        return anyPath.getFileSystem().getPath("/proc/" + name);
    }

    @Override
    public String toString() {
        return host + '-' + pid + '-' + start;
    }
}
