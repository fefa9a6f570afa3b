/**
 * The {@code siltstone} command: the only place that knows arguments, exit codes, colours and standard output.
 *
 * <p>{@link io.siltstone.cli.Main} finds the command that the arguments name and makes only that one, so that starting
 * costs no more than what is asked for. Each command is one class, in the package of what it works on ({@code object},
 * {@code table}, {@code upkeep}), and gets a {@code Session}, which opens the store and holds the {@code Console}. Errors of
 * the store become exit codes in one table, {@code ErrorTable}.
 */
@NullMarked
package io.siltstone.cli;

import org.jspecify.annotations.NullMarked;
