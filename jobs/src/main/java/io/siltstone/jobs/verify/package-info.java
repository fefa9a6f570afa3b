/**
 * What is broken in a store: sizes, checksums, footers, time bounds and whole content, told as findings. Nothing is repaired.
 */
@NullMarked
package io.siltstone.jobs.verify;

import org.jspecify.annotations.NullMarked;
