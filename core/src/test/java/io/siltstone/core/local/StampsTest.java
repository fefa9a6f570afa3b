package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StampsTest {

    private static final Instant TIME = Instant.parse("2025-11-25T16:00:00.000001Z");

    @Test
    void tellTheTimeOfAClockThatRuns() {
        assertThat(stamps(TIME, TIME.plusNanos(1), TIME.plusSeconds(60)))
                .containsExactly(TIME, TIME.plusNanos(1), TIME.plusSeconds(60));
    }

    @Test
    void riseOnAClockThatStands() {
        assertThat(stamps(TIME, TIME, TIME, TIME.plusNanos(2)))
                .containsExactly(TIME, TIME.plusNanos(1), TIME.plusNanos(2), TIME.plusNanos(3));
    }

    @Test
    void riseOnAClockThatIsSetBackToATimeThatWasGiven() {
        Instant later = TIME.plusSeconds(5);

        assertThat(stamps(TIME, later, TIME, later, later.plusSeconds(1)))
                .containsExactly(TIME, later, later.plusNanos(1), later.plusNanos(2), later.plusSeconds(1));
    }

    private static List<Instant> stamps(Instant... clock) {
        Iterator<Instant> times = List.of(clock).iterator();
        Stamps stamps = new Stamps(times::next);
        List<Instant> given = new ArrayList<>();
        while (times.hasNext()) {
            given.add(stamps.next());
        }
        return given;
    }
}
