package io.siltstone.azure;

import io.siltstone.core.WriteOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller's metadata as the service can hold it. Its names are identifiers of C#: no hyphen, no digit in front; its
 * values are not empty and have no space at either end ("Naming and referencing containers, blobs, and metadata").
 * Every name and value has a form of its own here, so that all come back as they were.
 */
final class AzureBlobMetadata {

    /** Names that no caller's name becomes: those begin with {@code siltstone-} in no case. */
    private static final String WRITE_ID = "siltstone_write_id";

    /** Of Hadoop, and of the service where it keeps a hierarchy. */
    static final String DIRECTORY = "hdi_isfolder";

    private static final String COPY = "siltstone_copy";
    private static final String DIGIT = "siltstone_d";
    private static final String OWN = "siltstone_";
    private static final String QUOTED_BEGIN = "=?siltstone?";
    private static final String QUOTED_END = "?=";

    private AzureBlobMetadata() {}

    /** What is kept with an object that is written so. */
    static Map<String, String> of(WriteOptions options) {
        Map<String, String> kept = new HashMap<>();
        options.metadata().forEach((name, value) -> kept.put(name(name), quoted(value)));
        options.writeId().ifPresent(id -> kept.put(WRITE_ID, id));
        return kept;
    }

    /** As {@link #of}, and never nothing: a copy that is given no metadata takes over all that its source has. */
    static Map<String, String> ofCopy(WriteOptions options) {
        Map<String, String> kept = of(options);
        if (kept.isEmpty()) {
            kept.put(COPY, "1");
        }
        return kept;
    }

    /** How many bytes the caller's metadata takes up. */
    static int bytes(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    /** The caller's part of what is kept, in lower case as every store tells it. */
    static Map<String, String> callers(@Nullable Map<String, String> kept) {
        Map<String, String> metadata = new HashMap<>();
        if (kept != null) {
            kept.forEach((name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith(DIGIT)) {
                    metadata.put(lower.substring(DIGIT.length()).replace('_', '-'), unquoted(value));
                } else if (!lower.startsWith(OWN)) {
                    metadata.put(lower.replace('_', '-'), unquoted(value));
                }
            });
        }
        return metadata;
    }

    /**
     * Whether an empty blob with this metadata stands for a directory: so Hadoop marks them, and so accounts with a
     * hierarchical namespace tell of them.
     */
    static boolean isDirectory(@Nullable Map<String, String> kept) {
        return kept != null
                && kept.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().equalsIgnoreCase(DIRECTORY)
                                && entry.getValue().equalsIgnoreCase("true"));
    }

    /** Which write the object is of. */
    static Optional<String> writeId(@Nullable Map<String, String> kept) {
        return kept == null
                ? Optional.empty()
                : kept.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(WRITE_ID))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static String name(String name) {
        String identifier = name.replace('-', '_');
        return Character.isDigit(identifier.charAt(0)) ? DIGIT + identifier : identifier;
    }

    private static String quoted(String value) {
        boolean plain =
                !value.isEmpty() && !value.startsWith(" ") && !value.endsWith(" ") && !value.startsWith(QUOTED_BEGIN);
        return plain ? value : QUOTED_BEGIN + value + QUOTED_END;
    }

    private static String unquoted(String value) {
        boolean quoted = value.startsWith(QUOTED_BEGIN) && value.endsWith(QUOTED_END);
        return quoted ? value.substring(QUOTED_BEGIN.length(), value.length() - QUOTED_END.length()) : value;
    }
}
