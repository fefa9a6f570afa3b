package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FooterCheckTest {

    /** Longer than the tail that is read first. */
    private static final byte[] LONG = ParquetFiles.query("SELECT hash(range) AS i FROM range(20000)");

    @Test
    void aWholeFileIsSound() throws IOException {
        assertThat(LONG.length).isGreaterThan(FooterLimits.TAIL_BYTES);
        assertThat(FooterCheck.of(ParquetFiles.reader(LONG)))
                .isInstanceOfSatisfying(
                        FooterCheck.Sound.class,
                        sound -> assertThat(sound.footer().rowCount()).isEqualTo(20000));
    }

    @Test
    void theFirstBytesOfALongFileCount() throws IOException {
        byte[] headless = LONG.clone();
        headless[3] = '2';

        assertThat(FooterCheck.of(ParquetFiles.reader(headless)))
                .isEqualTo(new FooterCheck.Damaged(Damage.CORRUPT, "the first 4 bytes are not PAR1"));
        assertThat(ParquetFooter.read(ParquetFiles.reader(headless)).rowCount())
                .as("a plain read spares the request")
                .isEqualTo(20000);
    }

    @Test
    void aFooterOfALongerFileIsCorrupt() throws IOException {
        byte[] hollow = new byte[LONG.length - 1000];
        System.arraycopy(LONG, 0, hollow, 0, 4);
        int kept = hollow.length - 4;
        System.arraycopy(LONG, LONG.length - kept, hollow, 4, kept);

        assertThat(FooterCheck.of(ParquetFiles.reader(hollow)))
                .isInstanceOfSatisfying(FooterCheck.Damaged.class, damaged -> {
                    assertThat(damaged.damage()).isEqualTo(Damage.CORRUPT);
                    assertThat(damaged.reason()).contains("lies outside the file's data");
                });
    }

    @Test
    void everyBeginningOfAFileIsDamaged() throws IOException {
        byte[] file = ParquetFiles.query("SELECT range AS i FROM range(3)");
        int tried = 0;
        for (int length = 0; length < file.length; length++) {
            assertThat(FooterCheck.of(ParquetFiles.reader(Arrays.copyOf(file, length))))
                    .as("the first %d bytes", length)
                    .isEqualTo(
                            length == 0
                                    ? new FooterCheck.Damaged(Damage.EMPTY, "empty file")
                                    : new FooterCheck.Damaged(Damage.TRUNCATED, truncation(length)));
            tried++;
        }
        assertThat(tried).isEqualTo(file.length);
    }

    private static String truncation(int length) {
        return length < 12
                ? length + " bytes are too short for a Parquet file"
                : "the end is missing: the last 4 bytes are not PAR1";
    }
}
