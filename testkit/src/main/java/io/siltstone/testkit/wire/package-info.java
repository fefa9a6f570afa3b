/**
 * HTTP/1.1 over plain sockets for the fault servers: one reader and one writer, both bounded, and every way in which an
 * answer can go wrong on the wire, {@link io.siltstone.testkit.wire.WireFault}.
 */
@NullMarked
package io.siltstone.testkit.wire;

import org.jspecify.annotations.NullMarked;
