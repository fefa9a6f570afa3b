/**
 * A store in the memory of its process, for tests and for work that leaves nothing behind. It keeps the whole contract
 * with the plainest means, and so doubles as the model that other backends are compared with.
 */
@NullMarked
package io.siltstone.core.memory;

import org.jspecify.annotations.NullMarked;
