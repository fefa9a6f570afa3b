package io.siltstone.core;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a store is, without any secret.
 *
 * @param root what a query engine puts before a key, without a trailing slash: a path, or a URI such as {@code
 *     s3://bucket/prefix}
 * @param localPath the directory that holds the keys as files; empty for stores that are not on this machine's disks
 */
public record StoreLocation(String root, Optional<Path> localPath) {

    /** The place of one object. */
    public String of(ObjectKey key) {
        return root + "/" + key.value();
    }

    /** The place of a prefix, as the root of its own. */
    public StoreLocation resolve(KeyPrefix prefix) {
        if (prefix.isRoot()) {
            return this;
        }
        return new StoreLocation(root + "/" + prefix.value(), localPath.map(path -> path.resolve(prefix.value())));
    }
}
