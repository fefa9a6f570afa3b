package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeRangeTest {

    private static final Instant A = Instant.parse("1969-12-31T23:59:59.999999999Z");
    private static final Instant B = Instant.EPOCH;
    private static final Instant C = Instant.parse("2025-11-25T16:00:00Z");
    private static final Instant D = C.plusNanos(1);
    private static final List<Instant> INSTANTS = List.of(Instant.MIN, A, B, C, D, Instant.MAX);

    @Test
    void holdsItsStartAndNotItsEnd() {
        TimeRange range = TimeRange.of(B, C);

        assertThat(range.contains(B)).isTrue();
        assertThat(range.contains(B.minusNanos(1))).isFalse();
        assertThat(range.contains(C.minusNanos(1))).isTrue();
        assertThat(range.contains(C)).isFalse();
    }

    @Test
    void isInfiniteWhereABoundIsAbsent() {
        assertThat(TimeRange.ALL.contains(Instant.MIN)).isTrue();
        assertThat(TimeRange.ALL.contains(Instant.MAX)).isTrue();
        assertThat(TimeRange.from(C).contains(Instant.MAX)).isTrue();
        assertThat(TimeRange.from(C).contains(A)).isFalse();
        assertThat(TimeRange.until(C).contains(Instant.MIN)).isTrue();
        assertThat(TimeRange.until(C).contains(C)).isFalse();
    }

    @Test
    void isEmptyAndOneValueWhereTheEndIsNotAfterTheStart() {
        assertThat(TimeRange.of(C, C)).isEqualTo(TimeRange.EMPTY);
        assertThat(TimeRange.of(C, B)).isEqualTo(TimeRange.EMPTY);
        assertThat(TimeRange.until(Instant.MIN)).isEqualTo(TimeRange.EMPTY);
        assertThat(TimeRange.EMPTY.isEmpty()).isTrue();
        assertThat(TimeRange.of(C, D).isEmpty()).isFalse();
        assertThat(TimeRange.from(Instant.MAX).isEmpty()).isFalse();
        INSTANTS.forEach(
                instant -> assertThat(TimeRange.EMPTY.contains(instant)).isFalse());
    }

    @Test
    void overlapsOnlyWhatItSharesAnInstantWith() {
        assertThat(TimeRange.of(B, C).overlaps(TimeRange.of(C, D))).isFalse();
        assertThat(TimeRange.of(B, D).overlaps(TimeRange.of(C, D))).isTrue();
        assertThat(TimeRange.until(C).overlaps(TimeRange.from(C))).isFalse();
        assertThat(TimeRange.until(D).overlaps(TimeRange.from(C))).isTrue();
        assertThat(TimeRange.ALL.overlaps(TimeRange.EMPTY)).isFalse();
        assertThat(TimeRange.EMPTY.overlaps(TimeRange.EMPTY)).isFalse();
    }

    @Test
    void agreesWithItsMembersInEveryOperation() {
        for (TimeRange x : ranges()) {
            for (TimeRange y : ranges()) {
                TimeRange both = x.intersect(y);
                TimeRange hull = x.hull(y);
                for (Instant t : INSTANTS) {
                    assertThat(both.contains(t)).isEqualTo(x.contains(t) && y.contains(t));
                    assertThat(hull.contains(t) || !(x.contains(t) || y.contains(t)))
                            .isTrue();
                }
                assertThat(both).isEqualTo(y.intersect(x));
                assertThat(hull).isEqualTo(y.hull(x));
                assertThat(x.overlaps(y)).isEqualTo(!both.isEmpty());
                assertThat(hull.encloses(x) && hull.encloses(y)).isTrue();
                assertThat(x.encloses(both) && y.encloses(both)).isTrue();
                assertThat(x.encloses(y)).isEqualTo(hull.equals(x));
            }
        }
    }

    @Test
    void hullsNothingMoreThanItMust() {
        assertThat(TimeRange.of(A, B).hull(TimeRange.of(C, D))).isEqualTo(TimeRange.of(A, D));
        assertThat(TimeRange.of(A, B).hull(TimeRange.from(C))).isEqualTo(TimeRange.from(A));
        assertThat(TimeRange.until(B).hull(TimeRange.from(C))).isEqualTo(TimeRange.ALL);
        assertThat(TimeRange.EMPTY.hull(TimeRange.of(C, D))).isEqualTo(TimeRange.of(C, D));
    }

    @Test
    void readsAsItsBounds() {
        assertThat(TimeRange.of(B, C)).hasToString("1970-01-01T00:00:00Z..2025-11-25T16:00:00Z");
        assertThat(TimeRange.from(C)).hasToString("2025-11-25T16:00:00Z..");
        assertThat(TimeRange.ALL).hasToString("..");
        assertThat(TimeRange.EMPTY).hasToString("empty");
    }

    private static List<TimeRange> ranges() {
        List<Optional<Instant>> bounds = List.of(
                Optional.empty(),
                Optional.of(Instant.MIN),
                Optional.of(A),
                Optional.of(B),
                Optional.of(C),
                Optional.of(D),
                Optional.of(Instant.MAX));
        return bounds.stream()
                .flatMap(start -> bounds.stream().map(end -> new TimeRange(start, end)))
                .toList();
    }
}
