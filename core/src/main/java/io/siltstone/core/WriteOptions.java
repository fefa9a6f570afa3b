package io.siltstone.core;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How to write an object.
 *
 * @param mode what to do with an object that is there
 * @param contentType the media type, of printable ASCII and without spaces around it; empty for the one that the key implies
 * @param metadata the caller's own metadata: names of {@code [a-z0-9-]}, not beginning with {@code siltstone-}; values of
 *     printable ASCII; refused by stores without {@link Capability#USER_METADATA}
 * @param durability what the write must outlive; empty for the store's own setting
 * @param writeId names this write, so that its own result is known again after a lost answer; kept with the object where
 *     the store keeps metadata, hidden from {@link ObjectStat#metadata}. Set by {@link Storage}.
 */
public record WriteOptions(
        WriteMode mode,
        Optional<String> contentType,
        Map<String, String> metadata,
        Optional<Durability> durability,
        Optional<String> writeId) {

    /** Replace, with everything else left to the store. */
    public static final WriteOptions DEFAULT =
            new WriteOptions(WriteMode.REPLACE, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    /** Create only, with everything else left to the store. */
    public static final WriteOptions CREATE_ONLY = DEFAULT.withMode(WriteMode.CREATE_ONLY);

    private static final int WRITE_ID_BYTES = 16;

    public WriteOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(writeId, "writeId");
        metadata = checked(metadata);
        contentType.ifPresent(WriteOptions::requireContentType);
    }

    public WriteOptions withMode(WriteMode other) {
        return new WriteOptions(other, contentType, metadata, durability, writeId);
    }

    public WriteOptions withContentType(String other) {
        return new WriteOptions(mode, Optional.of(other), metadata, durability, writeId);
    }

    public WriteOptions withMetadata(Map<String, String> other) {
        return new WriteOptions(mode, contentType, other, durability, writeId);
    }

    public WriteOptions withDurability(Durability other) {
        return new WriteOptions(mode, contentType, metadata, Optional.of(other), writeId);
    }

    public WriteOptions withWriteId(String other) {
        return new WriteOptions(mode, contentType, metadata, durability, Optional.of(other));
    }

    /** The same with a new id of this write, where the store can keep one; with the id that it has, if it has one. */
    public WriteOptions identified(Capabilities capabilities, RandomGenerator random) {
        if (writeId.isPresent() || !capabilities.supports(Capability.USER_METADATA)) {
            return this;
        }
        byte[] id = new byte[WRITE_ID_BYTES];
        random.nextBytes(id);
        return withWriteId(HexFormat.of().formatHex(id));
    }

    /** Whether it matters what is there. */
    public boolean isConditional() {
        return !(mode instanceof WriteMode.Replace);
    }

    private static Map<String, String> checked(Map<String, String> metadata) {
        Map<String, String> copy = new HashMap<>();
        metadata.forEach((name, value) -> {
            boolean valid = !name.isEmpty()
                    && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
                    && !name.startsWith("siltstone-");
            if (!valid) {
                throw new IllegalArgumentException("metadata name `" + name
                        + "`: use letters a-z, digits and hyphens, not beginning with `siltstone-`");
            }
            requirePrintable("the metadata value of `" + name + "`", value);
            copy.put(name, value);
        });
        return Map.copyOf(copy);
    }

    /** Headers lose spaces around a value, and stores take none at all for one of their own choice. */
    private static void requireContentType(String type) {
        requirePrintable("the content type", type);
        if (type.isEmpty() || !type.equals(type.strip())) {
            throw new IllegalArgumentException("the content type is empty, or has spaces around it");
        }
    }

    private static void requirePrintable(String what, String text) {
        if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(what + " has a character outside printable ASCII");
        }
    }
}
