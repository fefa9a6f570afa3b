package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    private long nanos = 1_000_000_000L;
    private Duration slept = Duration.ZERO;

    private Bandwidth of(OptionalLong rate) {
        return new Bandwidth(rate, () -> nanos, duration -> {
            slept = slept.plus(duration);
            nanos += duration.toNanos();
        });
    }

    @Test
    void aThousandBytesASecondTakeTheirTime() throws Exception {
        Bandwidth bandwidth = of(OptionalLong.of(1000));
        for (int i = 0; i < 100; i++) {
            bandwidth.take(100);
        }
        assertThat(slept).isEqualTo(Duration.ofSeconds(10));
        assertThat(bandwidth.chunk(8192)).isEqualTo(100);
    }

    @Test
    void aPauseIsMadeUpForATenthOfASecondAtMost() throws Exception {
        Bandwidth bandwidth = of(OptionalLong.of(1000));
        nanos += Duration.ofHours(1).toNanos();
        bandwidth.take(1000);
        assertThat(slept).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void withoutARateNobodyWaits() throws Exception {
        Bandwidth bandwidth = of(OptionalLong.empty());
        bandwidth.take(Long.MAX_VALUE);
        assertThat(slept).isZero();
        assertThat(bandwidth.chunk(8192)).isEqualTo(8192);
    }
}
