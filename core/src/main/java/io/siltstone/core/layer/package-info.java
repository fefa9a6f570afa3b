/**
 * Backends that lie over another one and change one thing about it. Each extends {@link
 * io.siltstone.core.layer.ForwardingBackend} and keeps every ability that it does not take away on purpose.
 */
@NullMarked
package io.siltstone.core.layer;

import org.jspecify.annotations.NullMarked;
