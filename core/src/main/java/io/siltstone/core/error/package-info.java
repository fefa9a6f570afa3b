/**
 * What can go wrong, as one sealed hierarchy below {@link io.siltstone.core.error.StorageException}. Each type answers
 * what the caller may do next; a type exists only where the caller would act differently.
 */
@NullMarked
package io.siltstone.core.error;

import org.jspecify.annotations.NullMarked;
