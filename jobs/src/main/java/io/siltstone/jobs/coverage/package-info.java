/**
 * What of its time a measurement has: counted from the listing or from the footers, told as cells, gaps and totals, and
 * drawn as a calendar of text.
 */
@NullMarked
package io.siltstone.jobs.coverage;

import org.jspecify.annotations.NullMarked;
