package io.siltstone.core;

/** How strict the rules for a key are. */
public enum KeyProfile {
    /**
     * What every store can hold without two keys meeting in one object: for reading, copying and deleting what others
     * wrote.
     */
    RAW,
    /**
     * What every store, file system and command line carries unchanged: RAW, and text in NFC, and no C1, format or
     * separator characters, none of {@code <>:"|?*}, no Windows device name, no segment that ends in a dot or a space.
     * The default for writing.
     */
    PORTABLE
}
