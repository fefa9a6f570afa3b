package io.siltstone.jobs.verify;

import io.siltstone.core.SweepReport;
import java.util.List;

/**
 * What a verification found.
 *
 * @param filesChecked how many Parquet files were checked
 * @param bytesChecked their sizes together; footers are read of them, not all the bytes
 * @param bytesRead how many bytes of whole contents were read; none unless it was asked for
 * @param hashesChecked how many contents were held against a hash
 * @param rows the rows that the readable ones tell of
 * @param otherObjects how many objects have a key that does not end in {@code .parquet}
 * @param vanished how many files were listed and gone when they were to be read
 * @param findings everything found, in the order of keys
 * @param leftovers what dead writers left staged more than a day ago, uploads and blocks included; a sweep removes it
 */
public record VerifyReport(
        long filesChecked,
        long bytesChecked,
        long bytesRead,
        long hashesChecked,
        long rows,
        long otherObjects,
        long vanished,
        List<VerifyFinding> findings,
        List<SweepReport.Item> leftovers) {

    public VerifyReport {
        findings = List.copyOf(findings);
        leftovers = List.copyOf(leftovers);
    }

    /** What fails the verification, in the order of keys. */
    public List<VerifyFinding> offences() {
        return findings.stream().filter(VerifyFinding::offence).toList();
    }

    /** Whether nothing fails it. */
    public boolean isSound() {
        return findings.stream().noneMatch(VerifyFinding::offence);
    }

    /** How many findings are of the kind. */
    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
