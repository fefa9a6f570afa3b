package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the columns of an input must be named: DuckDB renames the second of two that it takes for one. */
final class ColumnNames {

    private ColumnNames() {}

    /**
     * Refuses what does not go together.
     *
     * @throws ConfigurationException if the time column is not there, or a name is there twice or in another case too
     */
    static void check(Path file, Collection<String> names, String timeColumn) throws ConfigurationException {
        Map<String, String> seen = new TreeMap<>();
        for (String name : names) {
            String other = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (name.isEmpty()) {
                throw new ConfigurationException(ImportEngine.context(file), "a column has no name; give it one");
            }
            if (other != null) {
                throw new ConfigurationException(
                        ImportEngine.context(file),
                        other.equals(name)
                                ? "there are two columns `" + name + "`; rename one"
                                : "the columns `" + other + "` and `" + name
                                        + "` differ by case only, which SQL takes for one; rename one");
            }
        }
        if (!names.contains(timeColumn)) {
            throw new ConfigurationException(
                    ImportEngine.context(file),
                    names.isEmpty()
                            ? "the file is empty, so there is no column `" + timeColumn + "`"
                            : "there is no column `" + timeColumn + "`; there are: " + String.join(", ", names));
        }
    }
}
