package io.siltstone.azure;

import java.util.OptionalLong;

/**
 * How large the blocks of an upload are: the size that is configured, and more only where {@link
 * AzureBlobLimits#MAX_BLOCKS} of that size would not hold the object. Where the object's size is not known, the size
 * doubles with each fifth of the blocks, so that 50,000 of them hold 31 times as much as they would otherwise.
 */
final class AzureBlobBlocks {

    private static final int STEP = AzureBlobLimits.MAX_BLOCKS / 5;

    private final long configuredBytes;
    private final OptionalLong sizeBytes;

    AzureBlobBlocks(long configuredBytes, OptionalLong sizeBytes) {
        this.configuredBytes = configuredBytes;
        this.sizeBytes = sizeBytes;
    }

    /** The size of the block with that number, from 0, unless it is the last. */
    int sizeOf(int number) {
        long size = sizeBytes.isPresent()
                ? Math.max(configuredBytes, ceilDiv(sizeBytes.getAsLong(), AzureBlobLimits.MAX_BLOCKS))
                : configuredBytes << Math.min(number / STEP, 4);
        return (int) Math.min(size, AzureBlobLimits.MAX_BUFFER_BYTES);
    }

    /** The largest object that can be uploaded so. */
    long maxObjectBytes() {
        long sum = 0;
        for (int step = 0; step < AzureBlobLimits.MAX_BLOCKS; step += STEP) {
            sum += (long) STEP * sizeOf(step);
        }
        return sum;
    }

    private static long ceilDiv(long a, long b) {
        return (a + b - 1) / b;
    }
}
