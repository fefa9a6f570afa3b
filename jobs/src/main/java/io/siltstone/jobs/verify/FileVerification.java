package io.siltstone.jobs.verify;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectReader;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionPath;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.parquet.Damage;
import io.siltstone.parquet.FooterCheck;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeBounds;
import io.siltstone.parquet.TimeColumn;
import java.util.List;
import java.util.Optional;

/** Verifies one file under a request. */
final class FileVerification {

    /** A table is {@code database/measurement}. */
    private static final int TABLE_SEGMENTS = 2;

    private final VerifyRequest request;

    FileVerification(VerifyRequest request) {
        this.request = request;
    }

    /**
     * What is found of a file.
     *
     * @param info the version that was read
     * @param rows what it tells, 0 where it is damaged
     * @param finding what there is to say; empty where all is well
     */
    record Result(ObjectInfo info, long rows, Optional<VerifyFinding> finding) {}

    Result verify(ObjectReader reader) throws StorageException {
        ObjectInfo info = reader.info();
        FooterCheck check = FooterCheck.of(reader);
        if (check instanceof FooterCheck.Damaged damaged) {
            return new Result(info, 0, finding(info, kind(damaged.damage()), damaged.reason()));
        }
        ParquetFooter footer = ((FooterCheck.Sound) check).footer();
        boolean timed = request.timeBounds() && footer.rowCount() > 0;
        return new Result(info, footer.rowCount(), timed ? verifyTimes(info, footer) : Optional.empty());
    }

    private Optional<VerifyFinding> verifyTimes(ObjectInfo info, ParquetFooter footer) throws InvalidKeyException {
        Optional<TimeRange> window = window(info.key());
        if (window.isEmpty()) {
            return finding(info, FindingKind.NO_WINDOW, "the path claims no hour, day or month");
        }
        Optional<TimeColumn> time = TimeColumn.detect(footer, request.timeColumn());
        if (time.isEmpty()) {
            return finding(info, FindingKind.NO_TIME_COLUMN, noTimeColumn());
        }
        Optional<TimeBounds> bounds = TimeBounds.of(footer, time.get());
        if (bounds.isEmpty()) {
            return finding(
                    info,
                    FindingKind.UNKNOWN_BOUNDS,
                    "the footer does not tell the range of column `"
                            + time.get().name() + "`");
        }
        TimeRange claimed = window.get();
        if (claimed.contains(bounds.get().min())
                && claimed.contains(bounds.get().max())) {
            return Optional.empty();
        }
        return finding(
                info,
                FindingKind.OUT_OF_WINDOW,
                "times from " + bounds.get().min() + " to " + bounds.get().max() + " do not lie in " + claimed);
    }

    private String noTimeColumn() {
        return request.timeColumn()
                .map(name -> "no column `" + name + "` of a time's type")
                .orElse("the footer names no time column, and no column `time` or `timestamp` has a time's type");
    }

    private static Optional<TimeRange> window(ObjectKey key) throws InvalidKeyException {
        List<String> segments = key.segments();
        if (segments.size() <= TABLE_SEGMENTS) {
            return Optional.empty();
        }
        return PartitionPath.window(KeyPrefix.of(segments.get(0) + "/" + segments.get(1)), key);
    }

    private Optional<VerifyFinding> finding(ObjectInfo info, FindingKind kind, String reason) {
        boolean offence = kind.isOffence() || request.strict();
        return Optional.of(new VerifyFinding(info.key(), info.sizeBytes(), kind, reason, offence));
    }

    private static FindingKind kind(Damage damage) {
        return switch (damage) {
            case EMPTY -> FindingKind.EMPTY;
            case TRUNCATED -> FindingKind.TRUNCATED;
            case CORRUPT -> FindingKind.CORRUPT;
            case UNSUPPORTED -> FindingKind.UNSUPPORTED;
        };
    }
}
