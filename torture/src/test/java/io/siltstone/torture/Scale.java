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

    static long seed() {
        return Long.getLong("torture.seed", 1);
    }
}
