package io.siltstone.duckdb.importer;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of an import: absolute and without symbolic links, each once, in the order of their names, all of one format.
 *
 * @param files readable regular files, one at least
 * @param format what all of them are written in
 */
record ImportInputs(List<Path> files, InputFormat format) {

    /** Finds the files that the request names. Nothing is opened yet. */
    static ImportInputs find(ImportRequest request) throws StorageException {
        Set<Path> named = new TreeSet<>();
        for (String input : request.inputs()) {
            named.addAll(expand(input));
        }
        Optional<InputFormat> format = request.format();
        Set<Path> files = new TreeSet<>();
        for (Path file : named) {
            if (request.format().isEmpty()) {
                format = Optional.of(oneFormat(file, format));
            }
            files.add(real(file));
        }
        return new ImportInputs(List.copyOf(files), format.orElseThrow());
    }

    /** The directories that the files are in. */
    Set<Path> directories() {
        Set<Path> directories = new TreeSet<>();
        for (Path file : files) {
            Path parent = file.getParent();
            if (parent != null) {
                directories.add(parent);
            }
        }
        return directories;
    }

    /** A file that has two names by a link is one input, and DuckDB is confined by names without links. */
    private static Path real(Path file) throws StorageException {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new BackendFailureException(context(file.toString()), "the file cannot be found: " + e, e);
        }
    }

    private static InputFormat oneFormat(Path file, Optional<InputFormat> others) throws StorageException {
        InputFormat own = InputFormat.ofName(file.getFileName().toString())
                .orElseThrow(() -> new ConfigurationException(
                        context(file.toString()),
                        "the name does not end in .csv or .tsv (also .gz), .json, .ndjson or .jsonl (also .gz and .zst) or"
                                + " .parquet; say its format"));
        if (others.isPresent() && others.get() != own) {
            throw new ConfigurationException(
                    context(file.toString()), "one import takes one format, and there is " + others.get() + " before");
        }
        return own;
    }

    private static Collection<Path> expand(String input) throws StorageException {
        ErrorContext context = context(input);
        Path path = literal(input, context);
        if (Files.isRegularFile(path)) {
            return List.of(readable(path, context));
        }
        if (Files.isDirectory(path)) {
            throw new ConfigurationException(context, "is a directory; name its files, for example with a glob");
        }
        if (Files.exists(path)) {
            throw new ConfigurationException(
                    context, "is no regular file; write what it gives into one, as inputs are read again");
        }
        if (!hasGlob(input)) {
            throw new NotFoundException(context, "there is no such file");
        }
        List<Path> found = matches(path, context);
        if (found.isEmpty()) {
            throw new NotFoundException(context, "no file matches");
        }
        return found;
    }

    private static Path literal(String input, ErrorContext context) throws StorageException {
        try {
            return Path.of(input).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ConfigurationException(context, "is no path: " + e.getReason(), e);
        }
    }

    private static List<Path> matches(Path glob, ErrorContext context) throws StorageException {
        Path from = glob.getRoot();
        for (Path segment : glob) {
            if (hasGlob(segment.toString())) {
                break;
            }
            from = from.resolve(segment);
        }
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(from)) {
            return found;
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.toString().contains("**") ? Integer.MAX_VALUE : glob.getNameCount() - from.getNameCount();
        try (Stream<Path> walk = Files.walk(from, depth, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (matcher.matches(path) && Files.isRegularFile(path)) {
                    found.add(readable(path, context));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BackendFailureException(context, "the files cannot be listed: " + e.getMessage(), e);
        }
        return found;
    }

    private static Path readable(Path path, ErrorContext context) throws StorageException {
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(context, "the file cannot be read");
        }
        return path;
    }

    private static boolean hasGlob(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private static ErrorContext context(String input) {
        return ErrorContext.of(Operation.READ, "input", input);
    }
}
