/**
 * Objects as files below a directory, published by rename and forced to disk as the durability asks. A key is the path of
 * its file; everything that is not an object lives below {@code .siltstone}, where no key leads. Every step on the file
 * system goes through one seam, so that a test can put a fault between any two.
 */
@NullMarked
package io.siltstone.core.local;

import org.jspecify.annotations.NullMarked;
