package io.siltstone.core;

import java.util.Map;
import java.util.Optional;

/** The variables that a process was started with: where credentials and the settings that users know come from. */
@FunctionalInterface
public interface Environment {

    /** No variable at all. */
    Environment EMPTY = name -> Optional.empty();

    /** The variable; empty where it is not set, and where it is set to nothing. */
    Optional<String> get(String name);

    /** The variables of this process. */
    static Environment system() {
        return of(System.getenv());
    }

    /** The variables given, which may change later. */
    static Environment of(Map<String, String> variables) {
        return name -> Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
