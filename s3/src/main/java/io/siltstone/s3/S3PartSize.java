package io.siltstone.s3;

import java.util.OptionalLong;

/**
 * How large parts are, so that 10,000 suffice. Of a known size all but the last are equal, which some stores demand; of an
 * unknown one they double each 2,000 parts, so that parts of 16 MiB reach 968 GiB.
 */
record S3PartSize(long base, OptionalLong size) {

    private static final int STEP = 2000;
    private static final long ROUND = 1 << 20;

    /** The size of a part by its number from 1, but for the last, which may be smaller. */
    int of(int number) {
        if (size.isPresent()) {
            long needed = (size.getAsLong() + S3Limits.MAX_PARTS - 1) / S3Limits.MAX_PARTS;
            return Math.toIntExact(Math.max(base, (needed + ROUND - 1) / ROUND * ROUND));
        }
        return Math.toIntExact(Math.min(base << ((number - 1) / STEP), Integer.MAX_VALUE >> 2));
    }
}
