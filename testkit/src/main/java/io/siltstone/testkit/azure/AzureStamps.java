package io.siltstone.testkit.azure;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each version its ETag and its time, as the service tells them: in whole seconds. */
final class AzureStamps {

    private final InstantSource clock;
    private final AtomicLong versions = new AtomicLong();

    AzureStamps(InstantSource clock) {
        this.clock = clock;
    }

    AzureBlob.Stamp next() {
        return new AzureBlob.Stamp(String.format("0x8D%013X", versions.incrementAndGet()), now());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
