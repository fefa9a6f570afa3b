package io.siltstone.s3;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Takes out of a listing what it only repeats of its request. The SDK decodes it as it decodes the keys; Ceph repeats it as
 * it came, so that a percent sign in a prefix was an answer that could not be read.
 */
final class S3Echoes implements ExecutionInterceptor {

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        if (response instanceof ListObjectsV2Response page) {
            return page.toBuilder()
                    .prefix(null)
                    .startAfter(null)
                    .delimiter(null)
                    .build();
        }
        if (response instanceof ListMultipartUploadsResponse uploads) {
            return uploads.toBuilder()
                    .prefix(null)
                    .keyMarker(null)
                    .delimiter(null)
                    .build();
        }
        return response;
    }
}
