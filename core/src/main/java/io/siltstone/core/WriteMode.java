package io.siltstone.core;

/** What a write does with an object that is there already. A store that cannot keep the mode refuses the write. */
public sealed interface WriteMode {

    /** Replaces whatever is there. */
    Replace REPLACE = new Replace();

    /** Publishes only where nothing is there; otherwise fails with {@code AlreadyExistsException}. */
    CreateOnly CREATE_ONLY = new CreateOnly();

    /**
     * Replaces only the version named; otherwise, absence included, fails with {@code PreconditionFailedException}.
     *
     * @param version as in {@link ObjectInfo#version}
     */
    static ReplaceVersion replaceVersion(String version) {
        return new ReplaceVersion(version);
    }

    /** See {@link WriteMode#REPLACE}. */
    record Replace() implements WriteMode {}

    /** See {@link WriteMode#CREATE_ONLY}. */
    record CreateOnly() implements WriteMode {}

    /** See {@link WriteMode#replaceVersion}. */
    record ReplaceVersion(String version) implements WriteMode {}
}
