package io.siltstone.core.error;

import java.util.Optional;

/**
 * Where an error came about.
 *
 * @param operation what was being done
 * @param backend the backend's type and place without any secret, for example {@code local:/data}
 * @param key the key or prefix concerned, as the caller gave it; empty where the operation has none
 */
public record ErrorContext(Operation operation, String backend, Optional<String> key) {

    public static ErrorContext of(Operation operation, String backend, String key) {
        return new ErrorContext(operation, backend, Optional.of(key));
    }

    public static ErrorContext of(Operation operation, String backend) {
        return new ErrorContext(operation, backend, Optional.empty());
    }
}
