package io.siltstone.jobs.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.jobs.coverage.CoverageStyle.Colour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoverageTextTest {

    private static final CoverageOptions BY_BYTES = CoverageOptions.DEFAULT.withMetric(CoverageMetric.BYTES);

    @Test
    void drawsHoursInTwentyFourRows() throws UnsupportedException {
        assertThat(CoverageText.draw("db.cpu", elevenDays(), CoverageStyle.PLAIN))
                .isEqualTo("""
                        db.cpu  2025-11-24T03Z .. 2025-12-04T12Z UTC
                        250 h expected, 219 present (87.6 %), 2 gaps, 462.5 MiB, 219 files

                            2025-11       2025-12
                              25          1
                        00 ▕  ▓▓██··████▓▓██▓▓▓▓██▏
                           ▕  ████··▒▒██▒▒▓▓██▓▓▒▒▏
                           ▕  ██▓▓··██▓▓████▒▒████▏
                        03 ▕██████··██▒▒████████▒▒▏
                           ▕▒▒████··▒▒████▓▓████▓▓▏
                           ▕▒▒██····██████▓▓██▓▓▒▒▏
                        06 ▕▓▓▒▒····▓▓██████████▒▒▏
                           ▕████····██████████████▏
                           ▕▒▒██····██▓▓▒▒████████▏
                        09 ▕████····▓▓▓▓██████████▏
                           ▕████····██████▓▓██▓▓▓▓▏
                           ▕▓▓▓▓··████▓▓▒▒██··▒▒██▏
                        12 ▕██▒▒··▓▓████████████▓▓▏
                           ▕██▒▒··██▓▓oo▓▓▒▒▓▓██  ▏
                           ▕████··██████████████  ▏
                        15 ▕██▓▓··▒▒████▓▓██████  ▏
                           ▕██▒▒··██▓▓▓▓██▓▓▒▒██  ▏
                           ▕████··▒▒▒▒▓▓██▓▓▓▓▒▒  ▏
                        18 ▕▓▓▒▒··██████████████  ▏
                           ▕██▓▓··▓▓██▓▓▓▓▒▒▓▓██  ▏
                           ▕████··▓▓▒▒██▓▓████▒▒  ▏
                        21 ▕██▓▓··▓▓▓▓▓▓▒▒▓▓▒▒▒▒  ▏
                           ▕████··▓▓██▓▓▒▒▓▓▒▒▒▒  ▏
                           ▕████··██▓▓▓▓██▒▒▓▓██  ▏

                        bytes an hour:  █ ≥ 2 MiB  ▓ 1-2 MiB  ▒ 512 KiB-1 MiB  · missing  o no rows

                        gap  2025-11-26T05Z .. 2025-11-27T10Z  30 h
                        gap  2025-12-02T11Z                     1 h
                        """);
    }

    @Test
    void drawsDaysAsACalendar() throws UnsupportedException {
        assertThat(CoverageText.draw("db.cpu", twoYears(), CoverageStyle.PLAIN)).isEqualTo("""
                        db.cpu  2024-09-18T00Z .. 2025-02-24T23Z UTC
                        3 840 h expected, 3 744 present (97.5 %), 3 gaps, 6.7 GiB, 2 433 files

                        2024 Jan Feb Mar  Apr May Jun  Jul Aug Sep  Oct Nov Dec
                        Mon ▕                                      ▓▓▓▓▓▓▓▓███████▏
                        Tue ▕                                      ▓▓·▓▓▓▓▓███████▏
                        Wed ▕                                     ▓▓▓·▓▓▓▓▓██████ ▏
                        Thu ▕                                     ▓▓▓·▓▓▓▓▓█████▄ ▏
                        Fri ▕                                     ▓▓▓▓▓▓▓▓▓█████▆ ▏
                        Sat ▕                                     ▓▓▓▓▓▓▓▓▓██████ ▏
                        Sun ▕                                     ▓▓▓▓▓▓▓▓█████▆█ ▏
                        2025 Jan Feb Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec
                        Mon ▕ ████████                                            ▏
                        Tue ▕ ███████                                             ▏
                        Wed ▕████████                                             ▏
                        Thu ▕████████                                             ▏
                        Fri ▕████████                                             ▏
                        Sat ▕████████                                             ▏
                        Sun ▕████████                                             ▏

                        bytes a day:  █ ≥ 32 MiB  ▓ 16-32 MiB  ▂▄▆ part of the day  · missing

                        gap  2024-10-08T00Z .. 2024-10-10T23Z  72 h
                        gap  2024-12-22T03Z .. 2024-12-22T08Z   6 h
                        gap  2024-12-26T13Z .. 2024-12-27T06Z  18 h
                        """);
    }

    @Test
    void drawsInAscii() throws UnsupportedException {
        String text = CoverageText.draw("db.cpu", twoYears(), CoverageStyle.PLAIN.withAscii(true));

        assertThat(text).matches("\\p{ASCII}*");
        assertThat(text).isEqualTo("""
                        db.cpu  2024-09-18T00Z .. 2025-02-24T23Z UTC
                        3 840 h expected, 3 744 present (97.5 %), 3 gaps, 6.7 GiB, 2 433 files

                        2024 Jan Feb Mar  Apr May Jun  Jul Aug Sep  Oct Nov Dec
                        Mon |                                      ********#######|
                        Tue |                                      **x*****#######|
                        Wed |                                     ***x*****###### |
                        Thu |                                     ***x*****#####5 |
                        Fri |                                     *********#####7 |
                        Sat |                                     *********###### |
                        Sun |                                     ********#####8# |
                        2025 Jan Feb Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec
                        Mon | ########                                            |
                        Tue | #######                                             |
                        Wed |########                                             |
                        Thu |########                                             |
                        Fri |########                                             |
                        Sat |########                                             |
                        Sun |########                                             |

                        bytes a day:  # >= 32 MiB  * 16-32 MiB  358 part of the day  x missing

                        gap  2024-10-08T00Z .. 2024-10-10T23Z  72 h
                        gap  2024-12-22T03Z .. 2024-12-22T08Z   6 h
                        gap  2024-12-26T13Z .. 2024-12-27T06Z  18 h
                        """);
    }

    @Test
    void colourAddsNothingButEscapeSequences() throws UnsupportedException {
        for (Coverage coverage : List.of(elevenDays(), twoYears())) {
            String plain = CoverageText.draw("db.cpu", coverage, CoverageStyle.PLAIN);
            String coloured = CoverageText.draw("db.cpu", coverage, CoverageStyle.PLAIN.withColour(Colour.ANSI_256));

            assertThat(coloured).contains("\u001b[0;48;5;160;38;5;231;1m·").isNotEqualTo(plain);
            assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
            assertThat(coloured.lines())
                    .as("no colour runs past its line")
                    .allMatch(line ->
                            !line.contains("\u001b") || line.lastIndexOf("\u001b[0m") == line.lastIndexOf("\u001b"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 33, 40, 58, 59, 60, 79, 80, 111, 112, 113, 200, 1000})
    void neverIsWiderThanTheTerminal(int width) throws UnsupportedException {
        CoverageStyle style = CoverageStyle.PLAIN.withWidth(width);
        String name =
                "a_database_with_a_long_name.a_measurement_with_a_name_that_is_longer_than_many_terminals_are_wide";
        for (Coverage coverage : List.of(elevenDays(), twoYears(), nothing())) {
            assertThat(CoverageText.draw(name, coverage, style).lines())
                    .allMatch(line -> line.length() <= width, "at most " + width + " wide");
            assertThat(CoverageText.draw(name, coverage, style.withAscii(true)).lines())
                    .allMatch(line -> line.length() <= width, "at most " + width + " wide");
        }
    }

    @Test
    void everyCellIsDrawnOnceAtEveryWidth() throws UnsupportedException {
        Coverage coverage = twoYears();
        long days = coverage.cells().size();
        for (int width : new int[] {24, 40, 59, 80}) {
            String text = CoverageText.draw("db.cpu", coverage, CoverageStyle.PLAIN.withWidth(width));
            long drawn = text.lines()
                    .filter(line -> line.contains("▕"))
                    .mapToLong(line -> line.substring(line.indexOf('▕') + 1, line.indexOf('▏'))
                            .replace(" ", "")
                            .length())
                    .sum();

            assertThat(drawn).as("at width %d", width).isEqualTo(days);
        }
    }

    @Test
    void saysSoWhereNothingIsThere() throws UnsupportedException {
        assertThat(CoverageText.draw("db.cpu", nothing(), CoverageStyle.PLAIN))
                .isEqualTo("db.cpu  no file of an hour, day or month  2 files of no known time\n");
    }

    @Test
    void aNameCannotDraw() throws UnsupportedException {
        assertThat(CoverageText.draw("a\u001b[31m\nb", nothing(), CoverageStyle.PLAIN))
                .startsWith("a\\u001B[31m\\u000Ab  ");
    }

    @Test
    void thePercentageIsAHundredOnlyForAll() throws UnsupportedException {
        List<CoverageSlice> slices = hours("2020-01-01T00:00:00Z", 30_000);
        slices.remove(777);

        assertThat(CoverageText.draw("db.cpu", Coverage.of(slices, BY_BYTES), CoverageStyle.PLAIN))
                .contains("30 000 h expected, 29 999 present (99.9 %), 1 gap,")
                .contains("gap  2020-02-02T09Z  1 h\n");
    }

    @Test
    void refusesATerminalOfNoWidth() {
        assertThatThrownBy(() -> CoverageStyle.PLAIN.withWidth(23)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Eleven days by the hour with an outage of 30 hours, a missing hour, an empty one and sizes over three levels. */
    private static Coverage elevenDays() throws UnsupportedException {
        List<CoverageSlice> slices = hours("2025-11-24T03:00:00Z", 250);
        slices.remove(200);
        slices.subList(50, 80).clear();
        CoverageSlice one = slices.get(100);
        slices.set(100, new CoverageSlice(one.window(), 1, 300, OptionalLong.of(0)));
        return Coverage.of(slices, BY_BYTES);
    }

    /** Days, then hours, from one year into the next, with missing days and a day of which a part is missing. */
    private static Coverage twoYears() throws UnsupportedException {
        List<CoverageSlice> slices = new ArrayList<>();
        Instant day = Instant.parse("2024-09-18T00:00:00Z");
        for (int i = 0; i < 60; i++) {
            slices.add(new CoverageSlice(PartitionUnit.DAY.window(day), 1, 30 << 20, OptionalLong.empty()));
            day = day.plus(Duration.ofDays(1));
        }
        slices.subList(20, 23).clear();
        slices.addAll(hours("2024-11-17T00:00:00Z", 24 * 100));
        slices.subList(900, 906).clear();
        slices.subList(1000, 1018).clear();
        return Coverage.of(slices, BY_BYTES);
    }

    private static Coverage nothing() throws UnsupportedException {
        return Coverage.of(List.of(new CoverageSlice(TimeRange.ALL, 2, 30, OptionalLong.empty())), BY_BYTES);
    }

    private static List<CoverageSlice> hours(String first, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<CoverageSlice> slices = new ArrayList<>();
        Instant hour = Instant.parse(first);
        for (int i = 0; i < count; i++) {
            long bytes = (1L << 20) * (2 + random.nextInt(14)) / 4;
            slices.add(new CoverageSlice(PartitionUnit.HOUR.window(hour), 1, bytes, OptionalLong.empty()));
            hour = hour.plus(Duration.ofHours(1));
        }
        return slices;
    }
}
