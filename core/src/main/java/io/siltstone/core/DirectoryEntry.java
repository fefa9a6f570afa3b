package io.siltstone.core;

/** One immediate child of a prefix. */
public sealed interface DirectoryEntry {

    /** The child's own segment, without slash. */
    String name();

    /**
     * A name below which at least one object lies, or, on stores with real directories, may lie.
     *
     * @param name the segment
     */
    record Directory(String name) implements DirectoryEntry {}

    /**
     * An object directly below the prefix.
     *
     * @param info the object
     */
    record Leaf(ObjectInfo info) implements DirectoryEntry {
        @Override
        public String name() {
            return info.key().name();
        }
    }
}
