package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;
import java.util.Optional;

/** What a request asks of the blob that is there. "Specifying conditional headers for Blob service operations". */
final class AzureConditions {

    private AzureConditions() {}

    static void requireForWrite(WireRequest request, Optional<AzureBlob> there) {
        if (request.header("if-none-match").isPresent() && there.isPresent()) {
            throw AzureRefusal.of(409, "BlobAlreadyExists");
        }
        Optional<String> wanted = request.header("if-match");
        if (wanted.isPresent()
                && there.filter(blob -> matches(wanted.get(), blob)).isEmpty()) {
            throw AzureRefusal.of(412, "ConditionNotMet");
        }
    }

    /** Of a blob that is read or deleted. */
    static void require(WireRequest request, AzureBlob blob) {
        if (request.header("if-match").filter(wanted -> !matches(wanted, blob)).isPresent()) {
            throw AzureRefusal.of(412, "ConditionNotMet");
        }
        if (request.header("if-none-match")
                .filter(unwanted -> matches(unwanted, blob))
                .isPresent()) {
            throw AzureRefusal.of(304, "ConditionNotMet");
        }
    }

    static void requireSource(WireRequest request, AzureBlob source) {
        if (request.header("x-ms-source-if-match")
                .filter(wanted -> !matches(wanted, source))
                .isPresent()) {
            throw AzureRefusal.of(412, "SourceConditionNotMet");
        }
    }

    private static boolean matches(String asked, AzureBlob blob) {
        return asked.equals("*") || asked.equals('"' + blob.etag() + '"');
    }
}
