package io.siltstone.duckdb.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Tells lines from positions, which is how DuckDB tells where a record begins: its own numbers count records. */
final class CsvLines {

    private final Reader characters;
    private final boolean utf8;
    private long position;
    private long line = 1;
    private boolean afterReturn;

    private CsvLines(Reader characters, boolean utf8) {
        this.characters = characters;
        this.utf8 = utf8;
    }

    /**
     * The lines, from 1, of the records at the positions. Ends of lines at a position do not belong to the record.
     *
     * @param positions in UTF-8 bytes of the unpacked text, from 0, rising
     */
    static long[] of(Path file, Charset charset, long[] positions) throws IOException {
        long[] found = new long[positions.length];
        if (positions.length == 0) {
            return found;
        }
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        // Bytes of UTF-8 are counted as they are, so that those that are no UTF-8 count for what they are too.
        Charset units = utf8 ? StandardCharsets.ISO_8859_1 : charset;
        try (Reader reader = new BufferedReader(new InputStreamReader(CsvText.bytes(file), units), 1 << 16)) {
            CsvLines lines = new CsvLines(reader, utf8);
            // DuckDB counts the mark at the beginning, which this decoder takes away.
            lines.position = charset.equals(StandardCharsets.UTF_16) ? 3 : 0;
            for (int i = 0; i < positions.length; i++) {
                found[i] = lines.at(positions[i]);
            }
        }
        return found;
    }

    private long at(long target) throws IOException {
        boolean more = true;
        while (more && position < target) {
            more = step(false);
        }
        while (more) {
            more = step(true);
        }
        return line;
    }

    private boolean step(boolean lineEndOnly) throws IOException {
        characters.mark(1);
        int unit = characters.read();
        if (unit < 0 || (lineEndOnly && unit != '\n' && unit != '\r')) {
            characters.reset();
            return false;
        }
        position += width(unit);
        if (unit == '\r' || (unit == '\n' && !afterReturn)) {
            line++;
        }
        afterReturn = unit == '\r';
        return true;
    }

    /** How many bytes of UTF-8 it is; half of four for each half of a pair. */
    private int width(int unit) {
        if (utf8 || unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }
}
