package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.core.layout.TableName;
import io.siltstone.jobs.coverage.Coverage;
import io.siltstone.jobs.coverage.CoverageCell;
import io.siltstone.jobs.coverage.CoverageGap;
import io.siltstone.jobs.coverage.CoverageTotals;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Coverage as JSON: a line for each cell, for each gap, and for the whole. */
final class CoverageLines {

    private CoverageLines() {}

    static void print(Console console, TableName table, Coverage coverage) throws IOException {
        for (CoverageCell cell : coverage.cells()) {
            JsonLine line = new JsonLine("cell")
                    .put("start", cell.start())
                    .put("state", cell.state().name().toLowerCase(Locale.ROOT))
                    .put("expected", cell.expected())
                    .put("present", cell.present())
                    .put("files", cell.files())
                    .put("sizeBytes", cell.bytes());
            cell.rows().ifPresent(rows -> line.put("rows", rows));
            console.line(line);
        }
        for (CoverageGap gap : coverage.gaps()) {
            console.line(new JsonLine("gap")
                    .put("from", gap.from())
                    .put("to", gap.to())
                    .put("hours", gap.hours()));
        }
        console.line(total(table, coverage));
    }

    static JsonLine total(TableName table, Coverage coverage) {
        CoverageTotals totals = coverage.totals();
        JsonLine line = new JsonLine("total")
                .put("table", table.toString())
                .put("from", coverage.expected().start().map(Instant::toString))
                .put("to", coverage.expected().end().map(Instant::toString))
                .put("cell", coverage.unit().name().toLowerCase(Locale.ROOT))
                .put("grain", coverage.grain().name().toLowerCase(Locale.ROOT))
                .put("expected", totals.expected())
                .put("present", totals.present())
                .put("gaps", coverage.gaps().size())
                .put("files", totals.files())
                .put("sizeBytes", totals.bytes())
                .put("undatedFiles", totals.undatedFiles())
                .put("undatedBytes", totals.undatedBytes());
        totals.rows().ifPresent(rows -> line.put("rows", rows));
        return line;
    }
}
