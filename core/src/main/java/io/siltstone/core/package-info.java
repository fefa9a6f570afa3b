/**
 * Object storage under one contract: {@link io.siltstone.core.Storage} is what people hold, {@link
 * io.siltstone.core.Backend} is what a store implements.
 *
 * <p>Keys are typed ({@link io.siltstone.core.ObjectKey}), so that no store ever sees one that breaks the rules, and
 * listings, sources and contents enforce order and length by themselves, so that no backend can forget to.
 */
@NullMarked
package io.siltstone.core;

import org.jspecify.annotations.NullMarked;
