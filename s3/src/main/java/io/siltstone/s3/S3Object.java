package io.siltstone.s3;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteOptions;

/** An object that is to be published. */
record S3Object(ObjectKey key, WriteOptions options, S3Metadata metadata) {}
