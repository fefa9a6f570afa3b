package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS's limits demand of parts, up to the largest object that there is. */
class S3PartSizeTest {

    private static final long MIB = 1 << 20;
    private static final long TIB = 1L << 40;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    static LongStream sizes() {
        LongStream edges = LongStream.of(
                1,
                5 * MIB - 1,
                5 * MIB,
                5 * MIB + 1,
                50_000 * MIB - 1,
                50_000 * MIB,
                50_000 * MIB + 1,
                160_000 * MIB + 1,
                5 * TIB - 1,
                5 * TIB);
        Random random = new Random(1);
        LongStream others = LongStream.generate(() -> 1 + (long) Math.exp(random.nextDouble() * Math.log(5.0 * TIB)))
                .limit(500);
        return LongStream.concat(edges, others).filter(size -> size <= 5 * TIB);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void partsOfAKnownSizeAreEqualAndNeverTooMany(long size) {
        for (long base : new long[] {5 * MIB, 16 * MIB, 512 * MIB - 1}) {
            S3PartSize parts = new S3PartSize(base, OptionalLong.of(size));
            long each = parts.of(1);
            assertThat(parts.of(S3Limits.MAX_PARTS)).isEqualTo((int) each);
            assertThat(each).isBetween(base, 5L << 30);
            assertThat((size + each - 1) / each).isLessThanOrEqualTo(S3Limits.MAX_PARTS);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aCopyIsOfAllBytesInOrderByPartsThatAreAllowed(long size) {
        for (S3CopyPlan plan : new S3CopyPlan[] {S3CopyPlan.OF_AWS, new S3CopyPlan(0, 5 * MIB)}) {
            S3CopyPlan.Parts parts = plan.parts(size);
            assertThat(parts.count()).isBetween(1, S3Limits.MAX_PARTS);
            long at = 0;
            for (int number = 1; number <= parts.count(); number++) {
                Matcher range = RANGE.matcher(parts.range(number));
                assertThat(range.matches()).isTrue();
                assertThat(Long.parseLong(range.group(1))).isEqualTo(at);
                long end = Long.parseLong(range.group(2)) + 1;
                boolean last = number == parts.count();
                assertThat(end - at).isBetween(last ? 1L : 5 * MIB, 5L << 30);
                at = end;
            }
            assertThat(at).isEqualTo(size);
        }
    }
}
