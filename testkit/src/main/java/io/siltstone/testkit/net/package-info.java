/**
 * A bad network: a proxy to stand before a real server, which delays, slows, cuts and stalls what passes through it, by
 * rule and not by chance. It knows bytes only, no protocol.
 */
@NullMarked
package io.siltstone.testkit.net;

import org.jspecify.annotations.NullMarked;
