/**
 * Work over a whole store, on nothing but its contract: what is broken, what is missing, what takes the space. Jobs take
 * their threads as an {@link java.util.concurrent.Executor}, tell what they do through listeners, and return a report;
 * they neither print nor read a clock.
 */
@NullMarked
package io.siltstone.jobs;

import org.jspecify.annotations.NullMarked;
