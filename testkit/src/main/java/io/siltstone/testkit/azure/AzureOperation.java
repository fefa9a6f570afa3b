package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;

/** The operations of the Blob service that the server knows. */
public enum AzureOperation {
    GET_CONTAINER,
    CREATE_CONTAINER,
    DELETE_CONTAINER,
    LIST_BLOBS,
    BATCH,
    PUT_BLOB,
    COPY_FROM_URL,
    GET_BLOB,
    GET_PROPERTIES,
    DELETE_BLOB,
    LEASE_BLOB,
    PUT_BLOCK,
    PUT_BLOCK_FROM_URL,
    PUT_BLOCK_LIST,
    GET_BLOCK_LIST,
    UNKNOWN;

    static AzureOperation of(WireRequest head) {
        AzurePath path = AzurePath.of(head);
        if (path.container().isEmpty()) {
            return UNKNOWN;
        }
        String part = head.parameter("comp").orElse("");
        return path.blob().isEmpty() ? ofContainer(head.method(), part) : ofBlob(head, part);
    }

    private static AzureOperation ofContainer(String method, String part) {
        return switch (method + " " + part) {
            case "GET ", "HEAD " -> GET_CONTAINER;
            case "PUT " -> CREATE_CONTAINER;
            case "DELETE " -> DELETE_CONTAINER;
            case "GET list" -> LIST_BLOBS;
            case "POST batch" -> BATCH;
            default -> UNKNOWN;
        };
    }

    private static AzureOperation ofBlob(WireRequest head, String part) {
        boolean copies = head.header("x-ms-copy-source").isPresent();
        return switch (head.method() + " " + part) {
            case "GET " -> GET_BLOB;
            case "HEAD " -> GET_PROPERTIES;
            case "PUT " -> copies ? COPY_FROM_URL : PUT_BLOB;
            case "DELETE " -> DELETE_BLOB;
            case "PUT lease" -> LEASE_BLOB;
            case "PUT block" -> copies ? PUT_BLOCK_FROM_URL : PUT_BLOCK;
            case "PUT blocklist" -> PUT_BLOCK_LIST;
            case "GET blocklist" -> GET_BLOCK_LIST;
            default -> UNKNOWN;
        };
    }
}
