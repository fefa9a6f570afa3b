package io.siltstone.azure;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.error.InvalidKeyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer's blob in the staging area says of itself, in its metadata.
 *
 * @param key where the transfer is to publish
 * @param source what it moves
 * @param nonce tells blocks of this transfer from those of an earlier one of the same key, in hexadecimal digits
 */
record AzureBlobStaged(ObjectKey key, SourceFingerprint source, String nonce) {

    /** Leaves room for the key within {@link AzureBlobLimits#MAX_METADATA_BYTES}. */
    static final int MAX_VERSION_BYTES = 3000;

    private static final String KEY = "siltstone_key";
    private static final String SIZE = "siltstone_source_size";
    private static final String VERSION = "siltstone_source_version";
    private static final String NONCE = "siltstone_nonce";

    /** A version may be empty, a value of metadata not. */
    private static final String FORM = "v";

    /** The blob's name below the staging area: one for each key. */
    static String name(ObjectKey key) {
        return Sha256.of(key.value().getBytes(StandardCharsets.UTF_8)).hex();
    }

    Map<String, String> toMetadata() {
        return Map.of(
                KEY,
                encoded(key.value()),
                SIZE,
                Long.toString(source.sizeBytes()),
                VERSION,
                FORM + encoded(source.version()),
                NONCE,
                nonce);
    }

    /** What metadata says; empty where it is not of a transfer. */
    static Optional<AzureBlobStaged> of(@Nullable Map<String, String> metadata) {
        Map<String, String> fields = new HashMap<>();
        if (metadata != null) {
            metadata.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        }
        try {
            return Optional.of(new AzureBlobStaged(
                    ObjectKey.of(decoded(field(fields, KEY))),
                    new SourceFingerprint(
                            Long.parseLong(field(fields, SIZE)),
                            decoded(field(fields, VERSION).substring(FORM.length()))),
                    field(fields, NONCE)));
        } catch (InvalidKeyException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
