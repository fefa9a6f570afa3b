package io.siltstone.duckdb.query;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.files.TableEnds;
import io.siltstone.duckdb.query.QueryException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a store, as a query finds them by name. */
final class TableCatalog {

    private final Storage storage;
    private final TableEnds ends;
    private final TimeColumns times;

    TableCatalog(Storage storage, TableEnds ends, TimeColumns times) {
        this.storage = storage;
        this.ends = ends;
        this.times = times;
    }

    /**
     * The table as it is before planning: its columns those of its first and last file.
     *
     * @param told the time column that the request names for it
     * @throws QueryException if it has no file; the message names those that it may have been meant to be
     */
    TablePlan table(TableName name, Optional<String> told) throws StorageException, QueryException {
        List<ObjectInfo> files = ends.of(name.prefix());
        if (files.isEmpty()) {
            throw unknown(name);
        }
        TablePlan table = new TablePlan(name, times.of(files, told));
        table.addSchemaFiles(files);
        return table;
    }

    private QueryException unknown(TableName name) throws StorageException {
        List<String> databases = directories("");
        if (!databases.contains(name.database())) {
            return new QueryException(
                    Kind.TABLE,
                    "there is no database `" + name.database() + "`" + suggestion(name.database(), databases));
        }
        List<String> measurements = directories(name.database());
        if (measurements.contains(name.measurement())) {
            return new QueryException(Kind.TABLE, "the measurement `" + name + "` has no Parquet file");
        }
        return new QueryException(
                Kind.TABLE, "there is no measurement `" + name + "`" + suggestion(name.measurement(), measurements));
    }

    private List<String> directories(String prefix) throws StorageException {
        List<String> names = new ArrayList<>();
        try (Listing<String> listing = storage.listDirectories(prefix)) {
            while (listing.hasNext()) {
                names.add(listing.next());
            }
        }
        return names;
    }

    private static String suggestion(String name, List<String> others) {
        List<String> close = CloseNames.to(name, others);
        return close.isEmpty() ? "" : "; did you mean `" + String.join("` or `", close) + "`?";
    }
}
