/**
 * The local store under system-call faults, several processes and power cuts. Every suite starts real Java machines that
 * say what they were promised, one line each, and then looks from outside whether it was kept.
 */
@NullMarked
package io.siltstone.torture;

import org.jspecify.annotations.NullMarked;
