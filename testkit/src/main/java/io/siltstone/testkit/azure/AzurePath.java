package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;

/**
 * What a path names: {@code /account/container/blob}.
 *
 * @param container empty for the account
 * @param blob empty for the container
 */
record AzurePath(String container, String blob) {

    static AzurePath of(WireRequest request) {
        return parse(request.path());
    }

    /** @param path decoded */
    static AzurePath parse(String path) {
        String[] parts = path.split("/", 4);
        return new AzurePath(parts.length > 2 ? parts[2] : "", parts.length > 3 ? parts[3] : "");
    }
}
