/**
 * Settings of backends as records, and their forms as text: JSON to recreate a backend in another process, and the
 * parameters of a URI. A setting is a record component and nothing else; no secret is one.
 */
@NullMarked
package io.siltstone.core.config;

import org.jspecify.annotations.NullMarked;
