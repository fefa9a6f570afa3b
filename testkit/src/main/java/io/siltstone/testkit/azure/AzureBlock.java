package io.siltstone.testkit.azure;

/**
 * A staged block, or one that a blob is made of.
 *
 * @param id in Base64
 * @param bytes never changed
 */
record AzureBlock(String id, byte[] bytes) {}
