/**
 * A Blob service of Azure in this process, over plain sockets, for tests of what happens when such a service or the way to
 * it fails: {@link io.siltstone.testkit.azure.AzureFaultServer}. It keeps the protocol as Microsoft documents it,
 * conditions and leases included, and breaks it where {@link io.siltstone.testkit.azure.AzureFault} says so.
 */
@NullMarked
package io.siltstone.testkit.azure;

import org.jspecify.annotations.NullMarked;
