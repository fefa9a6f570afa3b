package io.siltstone.core;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a store can do, as data; layers pass it on. Nobody finds out by casting.
 *
 * @param supported each capability that holds
 * @param limits what the store bounds
 */
public record Capabilities(Set<Capability> supported, Limits limits) {

    public Capabilities {
        EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
        copy.addAll(supported);
        supported = Collections.unmodifiableSet(copy);
    }

    public boolean supports(Capability capability) {
        return supported.contains(capability);
    }

    /** The same limits without some capabilities. */
    public Capabilities without(Set<Capability> withheld) {
        EnumSet<Capability> rest = EnumSet.noneOf(Capability.class);
        rest.addAll(supported);
        rest.removeAll(withheld);
        return new Capabilities(rest, limits);
    }

    public Capabilities withLimits(Limits other) {
        return new Capabilities(supported, other);
    }

    /**
     * What a store bounds.
     *
     * @param maxKeyBytes the longest key, in UTF-8 bytes, as the caller sees it
     * @param maxObjectBytes the largest object
     * @param maxMetadataBytes names and values of the caller's metadata together
     * @param deleteBatchSize how many keys one request deletes
     */
    public record Limits(int maxKeyBytes, long maxObjectBytes, int maxMetadataBytes, int deleteBatchSize) {

        public Limits withMaxKeyBytes(int other) {
            return new Limits(other, maxObjectBytes, maxMetadataBytes, deleteBatchSize);
        }
    }
}
