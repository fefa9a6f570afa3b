/**
 * Commands that look after whole stores: replicate, verify, sweep, probe and configure.
 */
@NullMarked
package io.siltstone.cli.upkeep;

import org.jspecify.annotations.NullMarked;
