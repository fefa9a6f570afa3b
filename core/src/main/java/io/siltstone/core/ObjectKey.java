package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.util.List;
import java.util.Optional;

/**
 * The name of one object, proven to follow the rules: 1 to 1024 UTF-8 bytes; segments of 1 to 255 bytes split on
 * {@code /}; no empty, {@code .} or {@code ..} segment; no control character, backslash, unpaired surrogate or
 * noncharacter; first segment not {@code .siltstone} in any case. A key is never trimmed, decoded, folded or rewritten:
 * two keys are equal exactly when their text is.
 *
 * <p>Keys order by the bytes of their UTF-8 form, as every listing does. {@link String#compareTo} orders otherwise where
 * surrogate pairs meet U+E000 and above.
 */
public final class ObjectKey implements Comparable<ObjectKey> {

    private final String value;

    private ObjectKey(String value) {
        this.value = value;
    }

    /**
     * The key under the rules of {@link KeyProfile#RAW}.
     *
     * @throws InvalidKeyException if the text breaks a rule; the reason names it
     */
    public static ObjectKey of(String value) throws InvalidKeyException {
        return of(value, KeyProfile.RAW);
    }

    /**
     * The key under the rules of a profile.
     *
     * @throws InvalidKeyException if the text breaks a rule; the reason names it
     */
    public static ObjectKey of(String value, KeyProfile profile) throws InvalidKeyException {
        Optional<String> violation = violation(value, profile);
        if (violation.isPresent()) {
            throw new InvalidKeyException(new ErrorContext(Operation.OPEN, "key", Optional.of(value)), violation.get());
        }
        return new ObjectKey(value);
    }

    /** Why the text is no key under the profile; empty when it is one. Allocates nothing for ASCII text. */
    public static Optional<String> violation(String value, KeyProfile profile) {
        return KeySyntax.violation(value, profile);
    }

    /** The text, with {@code /} between segments on every platform. */
    public String value() {
        return value;
    }

    /** The last segment. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The segments, at least one. */
    public List<String> segments() {
        return List.of(value.split("/", -1));
    }

    /** The prefix that holds this key: all segments but the last. */
    public KeyPrefix parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? KeyPrefix.ROOT : KeyPrefix.ofValid(value.substring(0, slash));
    }

    /**
     * Whether it names something of Siltstone's own, below {@code .siltstone}. Only {@link SystemObjects} makes such keys,
     * so that no text from outside becomes one; stores keep these objects as any other and list them never.
     */
    public boolean isSystem() {
        return value.startsWith(SystemObjects.AREA);
    }

    static ObjectKey ofValid(String value) {
        return new ObjectKey(value);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Utf8Order.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectKey key && value.equals(key.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
