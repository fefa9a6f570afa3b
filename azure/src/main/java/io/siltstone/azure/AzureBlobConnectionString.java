package io.siltstone.azure;

import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection string of Azure Storage says: {@code name=value} joined by semicolons, names in any case.
 *
 * @param account the account
 * @param endpoint where its blobs are
 * @param key the account's key, where it is there
 * @param sasToken the signature, where it is there
 */
record AzureBlobConnectionString(String account, String endpoint, Optional<Secret> key, Optional<Secret> sasToken) {

    /** The account of the emulators; its name and key are published and the same everywhere. */
    private static final String EMULATOR = "devstoreaccount1";

    private static final String EMULATOR_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static AzureBlobConnectionString parse(Secret text) throws ConfigurationException {
        Map<String, String> fields = fields(text.reveal());
        if ("true".equals(fields.get("usedevelopmentstorage"))) {
            String endpoint = "http://127.0.0.1:10000/" + EMULATOR;
            return new AzureBlobConnectionString(
                    EMULATOR, endpoint, Optional.of(Secret.of(EMULATOR_KEY)), Optional.empty());
        }
        Optional<String> endpoint = get(fields, "blobendpoint");
        Optional<String> account =
                get(fields, "accountname").or(() -> endpoint.flatMap(AzureBlobConnectionString::accountOf));
        if (account.isEmpty()) {
            throw refused("has no AccountName");
        }
        String suffix = get(fields, "endpointsuffix").orElse("core.windows.net");
        String protocol = get(fields, "defaultendpointsprotocol").orElse("https");
        return new AzureBlobConnectionString(
                account.get(),
                endpoint.orElseGet(() -> protocol + "://" + account.get() + ".blob." + suffix),
                get(fields, "accountkey").map(Secret::of),
                get(fields, "sharedaccesssignature").map(Secret::of));
    }

    private static Map<String, String> fields(String text) throws ConfigurationException {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(";")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).strip().toLowerCase(Locale.ROOT), field.substring(equals + 1));
            } else if (!field.isBlank()) {
                throw refused("has a part that is not `name=value`");
            }
        }
        return fields;
    }

    private static Optional<String> get(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<String> accountOf(String endpoint) {
        try {
            return Optional.of(AzureBlobEndpoint.parse(endpoint).account()).filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(
                ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), "the connection string " + reason);
    }
}
