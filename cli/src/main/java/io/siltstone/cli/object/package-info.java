/**
 * Commands on objects and keys: list, look at, read, write, copy and remove.
 */
@NullMarked
package io.siltstone.cli.object;

import org.jspecify.annotations.NullMarked;
