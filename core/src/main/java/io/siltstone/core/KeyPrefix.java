package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A directory in the key space: zero or more whole segments. {@code db/cpu} and {@code db/cpu/} are the same prefix and
 * never match {@code db/cpu2}. Its segments obey the rules of {@link ObjectKey}.
 */
public final class KeyPrefix {

    /** The prefix of every key. */
    public static final KeyPrefix ROOT = new KeyPrefix("");

    private final String value;

    private KeyPrefix(String value) {
        this.value = value;
    }

    /**
     * The prefix as written, with or without one trailing slash; the empty text is {@link #ROOT}.
     *
     * @throws InvalidKeyException if a segment breaks a rule of keys, {@code /} and {@code a//} included
     */
    public static KeyPrefix of(String text) throws InvalidKeyException {
        return of(text, KeyProfile.RAW);
    }

    /** The prefix as in {@link #of(String)}, under the rules of a profile. */
    public static KeyPrefix of(String text, KeyProfile profile) throws InvalidKeyException {
        if (text.isEmpty()) {
            return ROOT;
        }
        String value = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        Optional<String> violation = KeySyntax.violation(value, profile);
        if (violation.isPresent()) {
            throw new InvalidKeyException(
                    new ErrorContext(Operation.OPEN, "prefix", Optional.of(text)), violation.get());
        }
        return new KeyPrefix(value);
    }

    static KeyPrefix ofValid(String value) {
        return new KeyPrefix(value);
    }

    /** The segments joined by {@code /}, without a trailing slash; empty for {@link #ROOT}. */
    public String value() {
        return value;
    }

    /** What every key below begins with: the value and a slash, or the empty text for {@link #ROOT}. */
    public String directory() {
        return value.isEmpty() ? "" : value + "/";
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    /** The segments, none for {@link #ROOT}. */
    public List<String> segments() {
        return value.isEmpty() ? List.of() : List.of(value.split("/", -1));
    }

    /** The prefix that holds this one; empty for {@link #ROOT}. */
    public Optional<KeyPrefix> parent() {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        int slash = value.lastIndexOf('/');
        return Optional.of(slash < 0 ? ROOT : new KeyPrefix(value.substring(0, slash)));
    }

    /** Whether the key lies below this prefix, at any depth. */
    public boolean contains(ObjectKey key) {
        return containsText(key.value());
    }

    /** Whether the other prefix is this one or lies below it. */
    public boolean contains(KeyPrefix other) {
        return value.equals(other.value) || containsText(other.value);
    }

    private boolean containsText(String text) {
        int length = value.length();
        return length == 0 || (text.length() > length && text.charAt(length) == '/' && text.startsWith(value));
    }

    /**
     * The key below this prefix.
     *
     * @throws InvalidKeyException if the whole is no key, for example because it grows past 1024 bytes
     */
    public ObjectKey key(String relative) throws InvalidKeyException {
        return ObjectKey.of(directory() + relative);
    }

    /**
     * The prefix below this one.
     *
     * @throws InvalidKeyException if the whole is no prefix
     */
    public KeyPrefix resolve(String relative) throws InvalidKeyException {
        return of(directory() + relative);
    }

    /**
     * The key as seen from inside this prefix.
     *
     * @throws InvalidKeyException if the key does not lie below this prefix
     */
    public ObjectKey relativize(ObjectKey key) throws InvalidKeyException {
        if (!contains(key)) {
            throw new InvalidKeyException(
                    new ErrorContext(Operation.LIST, "prefix " + value, Optional.of(key.value())),
                    "the key does not lie below the prefix");
        }
        return isRoot() ? key : ObjectKey.of(key.value().substring(value.length() + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPrefix prefix && value.equals(prefix.value);
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
