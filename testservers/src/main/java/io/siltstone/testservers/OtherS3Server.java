package io.siltstone.testservers;

import io.siltstone.core.Environment;
import java.io.IOException;
import java.net.URI;

/** A store that speaks S3 in a dialect of its own. Path style and plain HTTP. */
public final class OtherS3Server {

    private final ServerScript script;
    private final S3Buckets buckets = new S3Buckets();

    private OtherS3Server(ServerScript script) {
        this.script = script;
    }

    /** S3Proxy over objects in memory: the one of this JVM; a test that asks for it is skipped where it cannot be had. */
    public static OtherS3Server s3Proxy() {
        return S3Proxy.SERVER.orSkip(Environment.system());
    }

    /** Adobe's S3Mock, likewise. */
    public static OtherS3Server s3Mock() {
        return S3Mock.SERVER.orSkip(Environment.system());
    }

    public URI endpoint() {
        return URI.create(script.fact("endpoint"));
    }

    public String accessKey() {
        return script.fact("access");
    }

    public String secretKey() {
        return script.fact("secret");
    }

    /** Makes an empty bucket that no other test has, and gives its name. */
    public String newBucket() {
        return buckets.make(endpoint(), accessKey(), secretKey());
    }

    private static OtherS3Server start(String script) throws IOException {
        return new OtherS3Server(ServerScript.run(script));
    }

    private static final class S3Proxy {
        static final SharedServer<OtherS3Server> SERVER = SharedServer.start(() -> start("s3proxy.sh"));
    }

    private static final class S3Mock {
        static final SharedServer<OtherS3Server> SERVER = SharedServer.start(() -> start("s3mock.sh"));
    }
}
