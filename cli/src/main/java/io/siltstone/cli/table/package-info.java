/**
 * Commands on measurements: import, query, names and coverage.
 */
@NullMarked
package io.siltstone.cli.table;

import org.jspecify.annotations.NullMarked;
