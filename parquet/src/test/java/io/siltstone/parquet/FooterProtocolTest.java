package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.IntegrityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Footers made to exhaust whoever reads them. Thrift's compact protocol, byte by byte. */
final class FooterProtocolTest {

    /** Field 2, the schema, a list of structures, its length in a variable-length number. */
    private static final byte[] SCHEMA_LIST = {0x29, (byte) 0xfc};

    @Test
    void aListLongerThanTheFooterGetsNoMemory() {
        byte[] twoThousandMillion = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};

        refused(concat(SCHEMA_LIST, twoThousandMillion), "2147483647");
    }

    @Test
    void aListLongerThanTheLimitGetsNoMemoryEvenIfTheBytesAreThere() {
        byte[] threeMillion = {(byte) 0xc0, (byte) 0x8d, (byte) 0xb7, 0x01};

        refused(concat(SCHEMA_LIST, threeMillion, new byte[4_000_000]), "a list of 3000000 elements is more than");
    }

    @Test
    void listsTogetherAnnounceNoMoreThanTheFooterHasBytes() {
        // Field 15 is unknown: a list of 100,000 lists, the first of them of 100,000 lists, and so on.
        byte[] nested = new byte[250_000];
        nested[0] = (byte) 0xf9;
        byte[] hundredThousandLists = {(byte) 0xf9, (byte) 0xa0, (byte) 0x8d, 0x06};
        for (int level = 0; level < 3; level++) {
            System.arraycopy(hundredThousandLists, 0, nested, 1 + 4 * level, 4);
        }

        refused(nested, "its lists announce more elements than it has bytes");
    }

    @Test
    void structuresInStructuresEndBeforeTheStackDoes() {
        byte[] nested = new byte[5_000_000];
        Arrays.fill(nested, (byte) 0x1c);

        refused(nested, "more than 48 levels");
    }

    @Test
    void listsInListsEndBeforeTheStackDoes() {
        byte[] nested = new byte[5_000_000];
        Arrays.fill(nested, (byte) 0x19);

        refused(nested, "more than 48 levels");
    }

    @Test
    void aNameLongerThanTheFooterGetsNoMemory() {
        // A schema of one element whose name, field 4, announces two thousand million bytes.
        byte[] footer = {0x29, 0x1c, 0x48, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};

        refused(footer, "2147483647 bytes are announced where 0 are left");
    }

    @Test
    void aNameOfNegativeLengthIsRefused() {
        byte[] footer = {0x29, 0x1c, 0x48, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};

        refused(footer, "cannot be read");
    }

    private static void refused(byte[] footer, String reason) {
        assertThatThrownBy(() -> ParquetFiles.footer(ParquetFiles.ofFooter(footer)))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("the footer cannot be read")
                .hasMessageContaining(reason);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (byte[] part : parts) {
                out.write(part);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
