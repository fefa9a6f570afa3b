package io.siltstone.testservers;

import io.siltstone.core.Environment;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Ceph cluster with its S3 gateway, in memory; {@code CEPH_VERSION} in the environment chooses among those that {@code
 * servers/ceph.sh} knows. Path style only, plain HTTP.
 */
public final class CephServer {

    private final ServerScript script;
    private final S3Buckets buckets = new S3Buckets();

    private CephServer(ServerScript script) {
        this.script = script;
    }

    /** The one of this JVM, started by the first call; a test that asks for it is skipped where it cannot be had. */
    public static CephServer shared() {
        return Shared.SERVER.orSkip(Environment.system());
    }

    /**
     * Another one, which takes parts of a KiB, so that an upload can have as many as are allowed. It
     * runs as long as this JVM; a test that asks for it is skipped where it cannot be had.
     */
    public static CephServer ofSmallParts() {
        return SmallParts.SERVER.orSkip(Environment.system());
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

    public String region() {
        return "us-east-1";
    }

    /** Ceph's major version. */
    public int version() {
        return Integer.parseInt(script.fact("version"));
    }

    /** What it gets wrong, and that it wants paths, as a store's settings say it; Ceph 20 gets nothing wrong that they tell. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of("pathStyle", "true"));
        if (version() < 20) {
            settings.putAll(
                    Map.of("etagQuoting", "UNQUOTED", "conditionalDelete", "false", "conditionalMultipart", "false"));
        }
        if (version() == 16) {
            settings.put("checksums", "WHEN_REQUIRED");
        }
        return settings;
    }

    /** Where a bucket, or a prefix in one, is: an address that a store is opened by, with {@link #settings}. */
    public String address(String path) {
        StringBuilder address = new StringBuilder("s3://" + path + "?endpoint=" + endpoint() + "&region=" + region());
        settings()
                .forEach((name, value) ->
                        address.append('&').append(name).append('=').append(value));
        return address.toString();
    }

    /** Makes an empty bucket that no other test has, and gives its name. */
    public String newBucket() {
        return buckets.make(endpoint(), accessKey(), secretKey());
    }

    private static CephServer start() throws IOException {
        return new CephServer(ServerScript.run("ceph.sh"));
    }

    private static final class SmallParts {
        static final SharedServer<CephServer> SERVER =
                SharedServer.start(() -> new CephServer(ServerScript.run("ceph.sh", Map.of("CEPH_PART", "1024"))));
    }

    private static final class Shared {
        static final SharedServer<CephServer> SERVER = SharedServer.start(CephServer::start);
    }
}
