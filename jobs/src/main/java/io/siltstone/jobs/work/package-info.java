/**
 * What jobs share: work in order on an executor, and reads of objects that others replace meanwhile. For the jobs alone.
 */
@NullMarked
package io.siltstone.jobs.work;

import org.jspecify.annotations.NullMarked;
