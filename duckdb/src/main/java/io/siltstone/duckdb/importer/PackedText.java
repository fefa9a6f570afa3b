package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Text that is packed in a way that its file's name does not tell, and so would be read as it is. */
final class PackedText {

    /**
     * How a packed file begins, by the formats' own documents.
     *
     * @param ending of the files that are unpacked; empty where none are
     */
    private record Packing(String name, String ending, byte[] magic) {}

    /** RFC 1952, RFC 8878, bzip2's block header, the .xz and .lz4 frame formats, and APPNOTE of ZIP. */
    private static final List<Packing> PACKINGS = List.of(
            new Packing("gzip", ".gz", HexFormat.of().parseHex("1f8b08")),
            new Packing("zstd", ".zst", HexFormat.of().parseHex("28b52ffd")),
            new Packing("bzip2", "", "BZh".getBytes(StandardCharsets.US_ASCII)),
            new Packing("xz", "", HexFormat.of().parseHex("fd377a585a00")),
            new Packing("lz4", "", HexFormat.of().parseHex("04224d18")),
            new Packing("zip", "", HexFormat.of().parseHex("504b0304")));

    private static final byte[] BZIP2_BLOCK = HexFormat.of().parseHex("314159265359");
    private static final int LONGEST = 10;

    private PackedText() {}

    /** @throws ConfigurationException if the file begins like a packed one, and its name has another ending than that has */
    static void refuse(Path file) throws StorageException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(LONGEST);
        } catch (IOException e) {
            throw CsvText.failure(file, e);
        }
        for (Packing packing : PACKINGS) {
            boolean unpacked = !packing.ending().isEmpty()
                    && file.toString().toLowerCase(Locale.ROOT).endsWith(packing.ending());
            if (!unpacked && begins(beginning, packing)) {
                throw new ConfigurationException(
                        ImportEngine.context(file),
                        "is packed with " + packing.name()
                                + (packing.ending().isEmpty()
                                        ? "; unpack it first"
                                        : "; unpack it first, or give it a name that ends in " + packing.ending()));
            }
        }
    }

    private static boolean begins(byte[] beginning, Packing packing) {
        int length = packing.magic().length;
        boolean same = beginning.length >= length && Arrays.equals(Arrays.copyOf(beginning, length), packing.magic());
        // Three letters and a digit may well be the name of a column.
        return same
                && (!packing.name().equals("bzip2")
                        || (beginning.length == LONGEST
                                && Arrays.equals(Arrays.copyOfRange(beginning, 4, LONGEST), BZIP2_BLOCK)));
    }
}
