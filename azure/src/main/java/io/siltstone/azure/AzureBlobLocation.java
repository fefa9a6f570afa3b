package io.siltstone.azure;

import io.siltstone.core.StoreLocation;
import java.util.Optional;

/** Where a container is, as query engines write it. */
final class AzureBlobLocation {

    private static final String BLOB = ".blob.";
    private static final String DFS = ".dfs.";

    private AzureBlobLocation() {}

    /** {@code abfss://container@account.dfs.…} where the endpoint is one of Azure's own; otherwise {@code az://container}. */
    static StoreLocation of(AzureBlobConfig config, AzureBlobAccess access) {
        String host = access.endpoint().host();
        boolean azures = host.startsWith(access.account() + BLOB);
        String root = azures
                ? "abfss://" + config.container() + "@" + host.replaceFirst("\\.blob\\.", DFS)
                : "az://" + config.container();
        return new StoreLocation(root, Optional.empty()).resolve(config.keyPrefix());
    }
}
