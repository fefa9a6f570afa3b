package io.siltstone.duckdb.importer;

import io.siltstone.core.error.Printable;
import org.jspecify.annotations.Nullable;

/** An import that did not do all that was asked. The message is for people and is no interface. */
public abstract sealed class ImportException extends Exception permits BadRowsException, IncompleteImportException {

    private static final long serialVersionUID = 1L;

    ImportException(String message, @Nullable Throwable cause) {
        super(Printable.of(message), cause);
    }
}
