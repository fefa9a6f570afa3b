package io.siltstone.jobs.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CoverageTest {

    private static final CoverageOptions BY_DAY = CoverageOptions.DEFAULT.withUnit(CoverageUnit.DAY);
    private static final CoverageOptions BY_HOUR = CoverageOptions.DEFAULT.withUnit(CoverageUnit.HOUR);

    @Test
    void expectsFromTheFirstToTheLastFileAndFindsTheHoleBetween() throws UnsupportedException {
        Coverage coverage = Coverage.of(
                List.of(hour("2025-01-01T20:00:00Z"), hour("2025-01-01T21:00:00Z"), hour("2025-01-02T02:00:00Z")),
                BY_DAY);

        assertThat(coverage.expected()).hasToString("2025-01-01T20:00:00Z..2025-01-02T03:00:00Z");
        assertThat(coverage.gaps()).containsExactly(gap("2025-01-01T22:00:00Z", "2025-01-02T02:00:00Z", 4));
        assertThat(coverage.gaps().get(0).hours()).isEqualTo(4);
        assertThat(coverage.totals().expected()).isEqualTo(7);
        assertThat(coverage.totals().present()).isEqualTo(3);
        assertThat(coverage.cells())
                .extracting(CoverageCell::state, CoverageCell::expected, CoverageCell::present)
                .containsExactly(tuple(CellState.PARTIAL, 4, 2), tuple(CellState.PARTIAL, 3, 1));
    }

    @Test
    void aTimeThatIsToldIsExpectedBeforeTheFirstAndAfterTheLastFile() throws UnsupportedException {
        TimeRange told =
                TimeRange.of(Instant.parse("2025-01-01T10:30:00Z"), Instant.parse("2025-01-01T14:00:00.000000001Z"));
        Coverage coverage = Coverage.of(List.of(hour("2025-01-01T12:00:00Z")), BY_HOUR.withRange(told));

        assertThat(coverage.expected()).as("whole hours").hasToString("2025-01-01T10:00:00Z..2025-01-01T15:00:00Z");
        assertThat(coverage.gaps())
                .containsExactly(
                        gap("2025-01-01T10:00:00Z", "2025-01-01T12:00:00Z", 2),
                        gap("2025-01-01T13:00:00Z", "2025-01-01T15:00:00Z", 2));
        assertThat(coverage.state(Instant.parse("2025-01-01T12:59:59Z"))).isEqualTo(CellState.OK);
        assertThat(coverage.state(Instant.parse("2025-01-01T13:00:00Z"))).isEqualTo(CellState.ABSENT);
        assertThat(coverage.state(Instant.parse("2025-01-01T09:59:59Z"))).isEqualTo(CellState.OUTSIDE);
        assertThat(coverage.state(Instant.parse("2025-01-01T15:00:00Z"))).isEqualTo(CellState.OUTSIDE);
    }

    @Test
    void aLongerWindowCoversAllItsHours() throws UnsupportedException {
        Coverage coverage = Coverage.of(
                List.of(
                        hour("2025-01-30T23:00:00Z"),
                        slice(PartitionUnit.DAY, "2025-01-31T00:00:00Z", 48),
                        slice(PartitionUnit.MONTH, "2025-02-01T00:00:00Z", 29)),
                BY_DAY);

        assertThat(coverage.gaps()).isEmpty();
        assertThat(coverage.totals().expected()).isEqualTo(1 + 24 + 28 * 24);
        assertThat(coverage.totals().percent()).isEqualTo(100);
        assertThat(coverage.cells()).hasSize(30).allMatch(cell -> cell.state() == CellState.OK);
        assertThat(coverage.cells().stream().mapToLong(CoverageCell::bytes).sum())
                .as("a month's bytes are shared over its days without losing one")
                .isEqualTo(1 + 48 + 29);
    }

    @Test
    void withoutHourFilesDaysAreCounted() throws UnsupportedException {
        Coverage coverage = Coverage.of(
                List.of(
                        slice(PartitionUnit.DAY, "2025-01-01T00:00:00Z", 5),
                        slice(PartitionUnit.DAY, "2025-01-04T00:00:00Z", 5)),
                CoverageOptions.DEFAULT);

        assertThat(coverage.unit()).isEqualTo(CoverageUnit.DAY);
        assertThat(coverage.grain()).isEqualTo(CoverageUnit.DAY);
        assertThat(coverage.gaps()).containsExactly(gap("2025-01-02T00:00:00Z", "2025-01-04T00:00:00Z", 2));
        assertThat(coverage.totals().expected()).isEqualTo(4);
        assertThat(coverage.hasGapOf(Duration.ofHours(48))).isTrue();
        assertThat(coverage.hasGapOf(Duration.ofHours(49))).isFalse();
    }

    @Test
    void daysCanBeDrawnByTheHour() throws UnsupportedException {
        Coverage coverage = Coverage.of(
                List.of(
                        slice(PartitionUnit.DAY, "2025-01-01T00:00:00Z", 24),
                        slice(PartitionUnit.DAY, "2025-01-03T00:00:00Z", 24)),
                BY_HOUR);

        assertThat(coverage.cells()).hasSize(72);
        assertThat(coverage.state(Instant.parse("2025-01-01T23:00:00Z"))).isEqualTo(CellState.OK);
        assertThat(coverage.state(Instant.parse("2025-01-02T00:00:00Z"))).isEqualTo(CellState.ABSENT);
    }

    @Test
    void theSpanDecidesTheUnit() throws UnsupportedException {
        Instant first = Instant.parse("2025-01-01T00:00:00Z");
        CoverageSlice begin = hour("2025-01-01T00:00:00Z");

        assertThat(Coverage.of(
                                List.of(
                                        begin,
                                        hour(first.plus(Duration.ofHours(60 * 24 - 1))
                                                .toString())),
                                CoverageOptions.DEFAULT)
                        .unit())
                .isEqualTo(CoverageUnit.HOUR);
        assertThat(Coverage.of(
                                List.of(
                                        begin,
                                        hour(first.plus(Duration.ofHours(60 * 24))
                                                .toString())),
                                CoverageOptions.DEFAULT)
                        .unit())
                .isEqualTo(CoverageUnit.DAY);
    }

    @Test
    void emptyAndUnreadFilesHaveStatesOfTheirOwn() throws UnsupportedException {
        TimeRange first = PartitionUnit.HOUR.window(Instant.parse("2025-01-01T00:00:00Z"));
        TimeRange second = PartitionUnit.HOUR.window(Instant.parse("2025-01-01T01:00:00Z"));
        TimeRange third = PartitionUnit.HOUR.window(Instant.parse("2025-01-01T02:00:00Z"));
        List<CoverageSlice> slices = List.of(
                new CoverageSlice(first, 1, 300, OptionalLong.of(0)),
                new CoverageSlice(second, 1, 300, OptionalLong.empty()),
                new CoverageSlice(third, 1, 0, OptionalLong.empty()));

        assertThat(Coverage.of(slices, BY_HOUR.withMetric(CoverageMetric.ROWS)).cells())
                .extracting(CoverageCell::state)
                .containsExactly(CellState.EMPTY, CellState.UNKNOWN, CellState.UNKNOWN);
        assertThat(Coverage.of(slices, BY_HOUR).cells())
                .extracting(CoverageCell::state)
                .containsExactly(CellState.EMPTY, CellState.OK, CellState.EMPTY);
        assertThat(Coverage.of(slices, BY_HOUR).totals().rows()).isEmpty();
    }

    @Test
    void filesWithoutAWindowAreCountedApart() throws UnsupportedException {
        CoverageSlice undated = new CoverageSlice(TimeRange.ALL, 3, 30, OptionalLong.empty());

        Coverage alone = Coverage.of(List.of(undated), CoverageOptions.DEFAULT);
        Coverage beside = Coverage.of(List.of(undated, hour("2025-01-01T00:00:00Z")), CoverageOptions.DEFAULT);

        assertThat(alone.cells()).isEmpty();
        assertThat(alone.expected()).isEqualTo(TimeRange.EMPTY);
        assertThat(alone.totals().undatedFiles()).isEqualTo(3);
        assertThat(alone.totals().undatedBytes()).isEqualTo(30);
        assertThat(beside.totals().files()).isEqualTo(1);
        assertThat(beside.totals().undatedFiles()).isEqualTo(3);
    }

    @Test
    void nothingIsThereWithoutFilesUnlessBothBoundsAreTold() throws UnsupportedException {
        TimeRange day = PartitionUnit.DAY.window(Instant.parse("2025-01-01T00:00:00Z"));

        assertThat(Coverage.of(List.of(), CoverageOptions.DEFAULT).cells()).isEmpty();
        assertThat(Coverage.of(List.of(), BY_HOUR.withRange(TimeRange.from(Instant.EPOCH)))
                        .cells())
                .isEmpty();
        assertThat(Coverage.of(List.of(), BY_HOUR.withRange(day)).gaps())
                .containsExactly(gap("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", 24));
    }

    @Test
    void aPictureHasABound() throws UnsupportedException {
        List<CoverageSlice> farApart = List.of(hour("0001-01-01T00:00:00Z"), hour("9999-12-31T23:00:00Z"));

        assertThatThrownBy(() -> Coverage.of(farApart, CoverageOptions.DEFAULT))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("give a shorter range");
        assertThat(Coverage.of(farApart, BY_DAY.withRange(TimeRange.from(Instant.parse("9999-01-01T00:00:00Z"))))
                        .cells())
                .hasSize(365);
    }

    @Test
    void timeBefore1970IsCountedTheSame() throws UnsupportedException {
        Coverage coverage = Coverage.of(List.of(hour("1969-12-31T22:00:00Z"), hour("1970-01-01T01:00:00Z")), BY_HOUR);

        assertThat(coverage.gaps()).containsExactly(gap("1969-12-31T23:00:00Z", "1970-01-01T01:00:00Z", 2));
        assertThat(coverage.state(Instant.parse("1969-12-31T22:30:00Z"))).isEqualTo(CellState.OK);
    }

    /** Counts by brute force, hour by hour, over random tables of all three layouts. */
    @Test
    void agreesWithCountingEachHour() throws UnsupportedException {
        SplittableRandom random = new SplittableRandom(7);
        Instant origin = Instant.parse("2024-01-01T00:00:00Z");
        for (int round = 0; round < 300; round++) {
            int hours = 24 * 200;
            BitSet covered = new BitSet(hours);
            List<CoverageSlice> slices = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(60); i++) {
                PartitionUnit unit = PartitionUnit.values()[random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2)];
                TimeRange window = unit.window(origin.plus(Duration.ofHours(random.nextInt(24 * 150))));
                slices.add(new CoverageSlice(window, 1, 1, OptionalLong.empty()));
                covered.set(
                        hourOf(origin, window.start().orElseThrow()),
                        hourOf(origin, window.end().orElseThrow()));
            }
            slices.add(hour(origin.plus(Duration.ofHours(5)).toString()));
            covered.set(5);

            Coverage coverage = Coverage.of(slices, BY_DAY);

            int first = covered.nextSetBit(0);
            assertThat(coverage.totals().expected()).isEqualTo(covered.length() - first);
            assertThat(coverage.totals().present()).isEqualTo(covered.cardinality());
            assertThat(coverage.gaps().stream().mapToLong(CoverageGap::count).sum())
                    .isEqualTo(covered.length() - first - covered.cardinality());
            assertThat(coverage.cells().stream()
                            .mapToLong(CoverageCell::present)
                            .sum())
                    .isEqualTo(covered.cardinality());
            assertThat(coverage.cells().stream().mapToLong(CoverageCell::bytes).sum())
                    .isEqualTo(slices.size());
            for (CoverageGap gap : coverage.gaps()) {
                int from = hourOf(origin, gap.from());
                int to = hourOf(origin, gap.to());
                assertThat(covered.get(from, to).isEmpty()).isTrue();
                assertThat(covered.get(from - 1) && covered.get(to)).isTrue();
            }
        }
    }

    private static int hourOf(Instant origin, Instant instant) {
        return (int) Duration.between(origin, instant).toHours();
    }

    private static CoverageSlice hour(String start) {
        return slice(PartitionUnit.HOUR, start, 1);
    }

    private static CoverageSlice slice(PartitionUnit unit, String start, long bytes) {
        return new CoverageSlice(unit.window(Instant.parse(start)), 1, bytes, OptionalLong.empty());
    }

    private static CoverageGap gap(String from, String to, long count) {
        return new CoverageGap(Instant.parse(from), Instant.parse(to), count);
    }
}
