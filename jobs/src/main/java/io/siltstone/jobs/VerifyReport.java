package io.siltstone.jobs;

import java.util.List;

/**
 * What a verification found.
 *
 * @param filesChecked how many Parquet files were checked
 * @param bytesChecked their sizes together; footers are read of them, not all the bytes
 * @param rows the rows that the readable ones tell of
 * @param otherObjects how many objects were passed over because their key does not end in {@code .parquet}
 * @param vanished how many files were listed and gone when they were to be read
 * @param findings everything found, in the order of keys
 */
public record VerifyReport(
        long filesChecked,
        long bytesChecked,
        long rows,
        long otherObjects,
        long vanished,
        List<VerifyFinding> findings) {

    public VerifyReport {
        findings = List.copyOf(findings);
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
