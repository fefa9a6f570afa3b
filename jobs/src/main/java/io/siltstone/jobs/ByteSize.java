package io.siltstone.jobs;

import java.util.List;

/** Sizes for people, in the units of IEC 80000-13. */
public final class ByteSize {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private ByteSize() {}

    /**
     * The size with one digit after the point where it is not whole: {@code 512 B}, {@code 4 KiB}, {@code 11.4 GiB}. The
     * same in every locale.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static String of(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes);
        }
        int unit = 0;
        while ((bytes >> (10 * unit)) >= 1024) {
            unit++;
        }
        long tenths = tenths(bytes, unit);
        if (tenths >= 10_240) {
            unit++;
            tenths = tenths(bytes, unit);
        }
        String digits = tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
        return digits + " " + UNITS.get(unit);
    }

    /** How many tenths of the unit, rounded below EiB and cut there; whole units are taken out first to not overflow. */
    private static long tenths(long bytes, int unit) {
        long size = 1L << (10 * unit);
        long rest = bytes % size;
        long restTenths = unit < 6 ? (rest * 10 + size / 2) / size : rest / (size / 10);
        return bytes / size * 10 + restTenths;
    }
}
