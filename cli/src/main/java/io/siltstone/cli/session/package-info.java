/**
 * What every command stands on: options of the whole tool, streams and terminal, text and JSON forms of values, errors and
 * exit codes.
 */
@NullMarked
package io.siltstone.cli.session;

import org.jspecify.annotations.NullMarked;
