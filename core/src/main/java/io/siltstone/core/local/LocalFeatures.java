package io.siltstone.core.local;

import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the file system of a root can do.
 *
 * @param hardLinks a second name for a file, which makes create-only writes atomic
 * @param attributes user attributes, for metadata
 * @param directoryForce forcing a directory's entries to disk
 * @param locks locks between processes
 */
record LocalFeatures(boolean hardLinks, boolean attributes, boolean directoryForce, boolean locks) {

    Capabilities capabilities() {
        Set<Capability> supported = EnumSet.of(Capability.WRITE, Capability.READ_VERSION, Capability.SERVER_SIDE_COPY);
        if (hardLinks) {
            supported.add(Capability.CREATE_ONLY);
        }
        if (attributes) {
            supported.add(Capability.USER_METADATA);
        }
        if (directoryForce) {
            supported.add(Capability.DURABLE_WRITE);
        }
        if (locks) {
            supported.add(Capability.REPLACE_VERSION);
            supported.add(Capability.DELETE_VERSION);
            supported.add(Capability.RESUMABLE_WRITE);
        }
        return new Capabilities(supported, LocalLimits.LIMITS);
    }
}
