package io.siltstone.torture;

/** How much is tried: what a build has time for, or everything. */
final class Scale {

    private Scale() {}

    static boolean isFull() {
        return System.getProperty("torture.scale", "build").equals("full");
    }

    /** One number for a build and one for everything. */
    static int of(int build, int full) {
        return isFull() ? full : build;
    }

    /** How many faults at system calls are tried; {@code -Dtorture.calls} says another number, up to all there are. */
    static int calls() {
        return Integer.getInteger("torture.calls", of(200, 2000));
    }

    /** How many times the power goes, for each file system and level; {@code -Dtorture.cuts} says another number. */
    static int cuts() {
        return Integer.getInteger("torture.cuts", 60);
    }

    static long seed() {
        return Long.getLong("torture.seed", 1);
    }
}
