package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.siltstone.core.error.InvalidKeyException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PartitionTest {

    private static final TableName TABLE = new TableName("db", "cpu");
    private static final Instant INSTANT = Instant.parse("2025-11-25T16:17:18.123456789Z");

    @ParameterizedTest
    @CsvSource({
        "HOUR,  db/cpu/2025/11/25/16, 2025-11-25T16:00:00Z, 2025-11-25T17:00:00Z",
        "DAY,   db/cpu/2025/11/25,    2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "MONTH, db/cpu/2025/11,       2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
    })
    void placesAnInstant(PartitionUnit unit, String prefix, Instant start, Instant end) throws Exception {
        Partition partition = Partition.of(TABLE, unit, INSTANT);

        assertThat(partition).isEqualTo(new Partition(TABLE, unit, start));
        assertThat(partition.prefix().value()).isEqualTo(prefix);
        assertThat(partition.window()).isEqualTo(TimeRange.of(start, end));
        assertThat(partition.key("a.parquet").value()).isEqualTo(prefix + "/a.parquet");
    }

    @ParameterizedTest
    @EnumSource(PartitionUnit.class)
    void writesWhatThePathReadsBack(PartitionUnit unit) throws Exception {
        Random random = new Random(unit.ordinal());
        long first = PartitionUnit.EXPRESSIBLE.start().orElseThrow().getEpochSecond();
        long end = PartitionUnit.EXPRESSIBLE.end().orElseThrow().getEpochSecond();
        for (int i = 0; i < 2_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, end), random.nextInt(1_000_000_000));
            Partition partition = Partition.of(TABLE, unit, instant);

            assertThat(partition.window().contains(instant)).as("%s", instant).isTrue();
            assertThat(PartitionPath.of(TABLE.prefix(), partition.key("a.parquet")))
                    .contains(new PartitionPath(unit, partition.start()));
        }
    }

    @Test
    void refusesAStartThatIsNoBoundary() {
        Instant hour = Instant.parse("2025-11-25T16:00:00Z");

        assertThat(new Partition(TABLE, PartitionUnit.HOUR, hour).start()).isEqualTo(hour);
        assertThatIllegalArgumentException().isThrownBy(() -> new Partition(TABLE, PartitionUnit.DAY, hour));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Partition(TABLE, PartitionUnit.HOUR, hour.plusNanos(1)));
    }

    @Test
    void refusesFileNamesThatAreNotOneSegment() {
        Partition partition = Partition.of(TABLE, PartitionUnit.DAY, INSTANT);

        for (String name : new String[] {"", "/a", "a/b", "a/", "07/a.parquet", ".", ".."}) {
            assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> partition.key(name));
        }
    }
}
