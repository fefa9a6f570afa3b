package io.siltstone.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import io.siltstone.core.WriteMode;

/** What a write's mode is to the service. */
final class AzureBlobConditions {

    private static final String ANY = "*";

    private AzureBlobConditions() {}

    static BlobRequestConditions of(WriteMode mode) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        if (mode instanceof WriteMode.CreateOnly) {
            conditions.setIfNoneMatch(ANY);
        } else if (mode instanceof WriteMode.ReplaceVersion wanted) {
            conditions.setIfMatch(AzureBlobVersion.header(wanted.version()));
        }
        return conditions;
    }
}
