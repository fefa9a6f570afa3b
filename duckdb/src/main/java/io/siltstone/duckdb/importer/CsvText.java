package io.siltstone.duckdb.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.SqlText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** How the CSV inputs are written: for DuckDB, and for a second reader that tells where records stand. */
final class CsvText {

    private final CsvDialect dialect;
    private final char delimiter;

    CsvText(CsvDialect dialect, Path first) {
        this.dialect = dialect;
        boolean tabs = first.toString().toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.gz)?");
        this.delimiter = dialect.delimiter().orElse(tabs ? '\t' : ',');
    }

    String encoding() {
        return dialect.encoding();
    }

    Charset charset() {
        return dialect.charset();
    }

    /** The options of DuckDB's reader, all given, so that it detects nothing but the end of lines. */
    String options() {
        return "auto_detect=false, delim=" + SqlText.literal(String.valueOf(delimiter))
                + ", quote='\"', escape='\"', comment='', skip=0, header=true, encoding="
                + SqlText.literal(dialect.encoding()) + ", max_line_size=" + CsvSource.MAX_RECORD_BYTES
                + ", buffer_size=" + 2 * CsvSource.MAX_RECORD_BYTES + ", hive_partitioning=false";
    }

    /** The names in the first record as they are written; none in an empty file. */
    List<String> header(Path file) throws StorageException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zst")) {
            throw new ConfigurationException(
                    ImportEngine.context(file),
                    "CSV is not read from .zst, as its bad rows could not be named by line; unpack it first: zstd -d, or"
                            + " pack it as .gz");
        }
        PackedText.refuse(file);
        try (CsvReader<CsvRecord> records = records(file, false)) {
            requireByteOrder(file);
            for (CsvRecord record : records) {
                return record.getFields();
            }
            return List.of();
        } catch (StorageException e) {
            throw e;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw failure(file, e);
        }
    }

    /** DuckDB takes any UTF-16 for little-endian, and then finds no rows in the other. */
    private void requireByteOrder(Path file) throws IOException {
        if (dialect.charset().equals(StandardCharsets.UTF_16)) {
            try (InputStream bytes = bytes(file)) {
                byte[] mark = bytes.readNBytes(2);
                if (mark.length > 0 && !Arrays.equals(mark, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
                    throw new ConfigurationException(
                            ImportEngine.context(file),
                            "UTF-16 is read if it is little-endian with a byte-order mark; convert the file to UTF-8");
                }
            }
        }
    }

    /**
     * The records with the lines on which they begin. What is no CSV is read as best it can be.
     *
     * @param columns how many there are; an empty line is a record of one column, and none of more
     */
    CsvReader<CsvRecord> records(Path file, int columns) throws IOException {
        return records(file, columns > 1);
    }

    private CsvReader<CsvRecord> records(Path file, boolean skipEmptyLines) throws IOException {
        return CsvReader.builder()
                .skipEmptyLines(skipEmptyLines)
                .fieldSeparator(delimiter)
                .quoteCharacter('"')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .detectBomHeader(dialect.charset().equals(StandardCharsets.UTF_8))
                .maxBufferSize(2 * CsvSource.MAX_RECORD_BYTES)
                .ofCsvRecord(bytes(file), dialect.charset());
    }

    /** The bytes as they are written, unpacked. */
    static InputStream bytes(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The first file that has bytes which are no letters of latin-1; one alone is not looked at. */
    static Optional<Path> firstBeyondLatin1(List<Path> files) {
        return files.size() == 1
                ? Optional.of(files.get(0))
                : files.stream().filter(CsvText::isBeyondLatin1).findFirst();
    }

    private static boolean isBeyondLatin1(Path file) {
        try (InputStream bytes = new BufferedInputStream(bytes(file))) {
            int next = bytes.read();
            while (next >= 0 && (next < 0x80 || next > 0x9F)) {
                next = bytes.read();
            }
            return next >= 0;
        } catch (IOException unreadable) {
            return false;
        }
    }

    static StorageException failure(Path file, Exception e) {
        return e instanceof ZipException || e instanceof EOFException
                ? new IntegrityException(
                        ImportEngine.context(file), "the file is no whole gzip file: " + e.getMessage(), e)
                : new BackendFailureException(
                        ImportEngine.context(file), "the file cannot be read: " + e.getMessage(), e);
    }
}
