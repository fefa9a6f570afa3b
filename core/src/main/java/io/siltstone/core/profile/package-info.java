/**
 * Stores by name: sections of a file that people keep, each with an address and settings, and never with a secret. {@link
 * io.siltstone.core.profile.ProfileFile} reads and changes the file.
 */
@NullMarked
package io.siltstone.core.profile;

import org.jspecify.annotations.NullMarked;
