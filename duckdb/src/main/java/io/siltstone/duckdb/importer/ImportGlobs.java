package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of inputs as DuckDB takes them, each of which is a glob to it. */
final class ImportGlobs {

    private ImportGlobs() {}

    /** The list of the files and of nothing else. */
    static String of(List<Path> files) throws StorageException {
        List<String> globs = new ArrayList<>(files.size());
        for (Path file : files) {
            globs.add(SqlText.exactGlob(file.toString())
                    .orElseThrow(() -> new ConfigurationException(
                            ImportEngine.context(file),
                            "DuckDB cannot be told this name; rename the file without the backslash")));
        }
        return SqlText.literals(globs);
    }
}
