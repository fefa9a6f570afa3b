package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ErrorTable;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.importer.BadRowsException;
import io.siltstone.duckdb.importer.ImportException;
import io.siltstone.duckdb.importer.ImportListener;
import io.siltstone.duckdb.importer.ImportReport;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile.Status;
import io.siltstone.duckdb.importer.ImportRequest;
import io.siltstone.duckdb.importer.Importer;
import java.util.Locale;

/** Runs imports, and says what came of them in words. */
final class Imports {

    /** How much of the progress is reading and sorting; publishing is the rest. */
    private static final double PARTITIONED_SHARE = 0.5;

    private Imports() {}

    static ImportReport run(Storage storage, ImportRequest request, Progress progress)
            throws StorageException, CliException {
        try {
            return new Importer(storage, DuckDbSettings.DEFAULT).run(request, new Told(progress));
        } catch (StorageException e) {
            throw inputError(e);
        } catch (BadRowsException e) {
            throw new CliException(
                            ExitCode.ERROR,
                            "import: " + e.getMessage(),
                            "mend them, or put them aside with --bad-rows keep")
                    .causedBy(e);
        } catch (ImportException e) {
            throw new CliException(ExitCode.SOME_FAILED, "import: " + e.getMessage(), "").causedBy(e);
        }
    }

    /** An error about an input, or about a table that it does not fit, whose remedy is not the one for a store; any other error is thrown as it is. */
    private static CliException inputError(StorageException error) throws StorageException {
        if (!error.context().backend().equals("input")
                && !error.context().backend().equals("table")) {
            throw error;
        }
        CliException refused = new CliException(
                        ErrorTable.of(error).exitCode(),
                        "import: " + error.getMessage(),
                        "nothing was stored; `siltstone import --help` tells how inputs are read")
                .causedBy(error);
        return error.context().key().map(refused::about).orElse(refused);
    }

    /** Where every row went: {@code 10 rows in = 7 stored + 2 already there + 1 rejected}. */
    static String account(ImportReport report) {
        boolean dryRun = report.count(Status.WOULD_STORE) > 0;
        return Sizes.count(report.rowsIn(), "row") + " in = " + report.rowsStored()
                + (dryRun ? " to be stored + " : " stored + ") + report.rowsAlreadyThere() + " already there + "
                + report.rowsRejected() + " rejected";
    }

    /** How many files, new and old. */
    static String summary(ImportReport report) {
        long there = report.count(Status.ALREADY_THERE);
        return Sizes.count(report.files().size() - there, "file") + " (" + Sizes.human(report.bytesStored()) + "), "
                + there + " already there";
    }

    /** {@code stored}, {@code already-there} or {@code would-store}: a stable name. */
    static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Told(Progress progress) implements ImportListener {
        @Override
        public void onPartitioned(double fraction) {
            progress.fraction(PARTITIONED_SHARE * fraction);
        }

        @Override
        public void onPublished(int done, int total, long bytes) {
            progress.fraction(PARTITIONED_SHARE + (1 - PARTITIONED_SHARE) * done / total);
        }
    }
}
