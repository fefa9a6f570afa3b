/**
 * Real servers for the tests of this project: Ceph's S3 gateway and Azurite, started by the scripts in {@code servers/}
 * once per JVM, on free loopback ports, and ended with it. Not published.
 */
@NullMarked
package io.siltstone.testservers;

import org.jspecify.annotations.NullMarked;
