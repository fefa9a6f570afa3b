package io.siltstone.testservers;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the buckets of one server. */
final class S3Buckets {

    private final AtomicInteger made = new AtomicInteger();

    /** An empty one that no other test has; gives its name. */
    String make(URI endpoint, String accessKey, String secretKey) {
        String name = "bucket-" + made.incrementAndGet();
        String date = ServerRequests.date();
        // AWS's old signature, version 2: what is signed is one text, and these servers still take it.
        String text = "PUT\n\n\n\nx-amz-date:" + date + "\n/" + name;
        String signature = ServerRequests.hmac("HmacSHA1", secretKey.getBytes(StandardCharsets.UTF_8), text);
        ServerRequests.create(HttpRequest.newBuilder(endpoint.resolve("/" + name))
                .header("x-amz-date", date)
                .header("Authorization", "AWS " + accessKey + ":" + signature));
        return name;
    }
}
