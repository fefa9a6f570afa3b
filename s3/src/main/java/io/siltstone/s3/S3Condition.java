package io.siltstone.s3;

import io.siltstone.core.WriteMode;
import java.util.function.Consumer;

/** A mode of writing as a request says it. */
final class S3Condition {

    private S3Condition() {}

    static S3Purpose purpose(WriteMode mode) {
        if (mode instanceof WriteMode.CreateOnly) {
            return S3Purpose.CREATE;
        }
        return mode instanceof WriteMode.ReplaceVersion ? S3Purpose.REPLACE : S3Purpose.PUT;
    }

    /** Sets the header of the mode, if it has one. */
    static void apply(WriteMode mode, S3EtagQuoting quoting, Consumer<String> ifNoneMatch, Consumer<String> ifMatch) {
        if (mode instanceof WriteMode.CreateOnly) {
            ifNoneMatch.accept("*");
        } else if (mode instanceof WriteMode.ReplaceVersion wanted) {
            ifMatch.accept(quoting.header(wanted.version()));
        }
    }
}
