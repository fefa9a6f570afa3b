package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Footers of real files, damaged at random from a fixed seed: each is either read or refused with a reason. */
final class FooterFuzzTest {

    private static final int MUTATIONS = 100_000;
    private static final long SEED = 20_251_122;

    private static final List<byte[]> REAL = List.of(
            ParquetFiles.query(
                    "SELECT TIMESTAMP '2025-01-01' + INTERVAL (range) SECOND AS time, range / 3 AS v, 'a' || range AS s"
                            + " FROM range(5000)",
                    ", ROW_GROUP_SIZE 2048, KV_METADATA {'siltstone.time-column': 'time',"
                            + " 'siltstone.time-unit': 'timestamp_us', 'siltstone.layout': 'day'}"),
            ParquetFiles.query("SELECT DATE '2025-01-01' AS timestamp, {'a': [1], 'b': MAP {'k': 2.5}} AS nested"),
            ParquetFiles.query("SELECT 1::UTINYINT AS u, 2::DECIMAL(20, 2) AS d, 'x'::BLOB AS b WHERE false"));

    @Test
    void everyMutationIsReadOrRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Damage, Integer> refused = new EnumMap<>(Damage.class);
        int read = 0;
        int bounded = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] file = mutate(REAL.get(random.nextInt(REAL.size())), random);
            FooterCheck check = FooterCheck.of(ParquetFiles.reader(file));
            if (check instanceof FooterCheck.Sound sound) {
                read++;
                Optional<TimeColumn> time = TimeColumn.detect(sound.footer(), Optional.empty());
                bounded += time.flatMap(column -> TimeBounds.of(sound.footer(), column))
                                .isPresent()
                        ? 1
                        : 0;
            } else if (check instanceof FooterCheck.Damaged damaged) {
                refused.merge(damaged.damage(), 1, Integer::sum);
            }
        }
        int counted =
                read + refused.values().stream().mapToInt(Integer::intValue).sum();
        System.Logger log = System.getLogger(FooterFuzzTest.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "mutated footers: {0} tried, {1} read ({2} with time bounds), refused {3}, other outcomes {4}",
                MUTATIONS,
                read,
                bounded,
                refused,
                MUTATIONS - counted);
        assertThat(counted).isEqualTo(MUTATIONS);
        assertThat(read).isPositive();
        assertThat(refused).containsKeys(Damage.CORRUPT, Damage.TRUNCATED);
    }

    private static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] file = original.clone();
        int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int start = file.length - 8 - footer;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = start + random.nextInt(random.nextInt(20) == 0 ? footer + 8 : footer);
            switch (random.nextInt(5)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(file, at, Math.min(at + 1 + random.nextInt(6), file.length), (byte) 0xff);
                case 3 -> {
                    int from = start + random.nextInt(footer);
                    int length = Math.min(random.nextInt(40), file.length - Math.max(from, at));
                    System.arraycopy(original, from, file, at, length);
                }
                default -> file[at] = (byte) (file[at] + 1);
            }
        }
        return file;
    }
}
