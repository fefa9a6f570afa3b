package io.siltstone.benchmarks;

import io.siltstone.testservers.CephServer;
import java.nio.file.Path;
import java.util.Map;

/** What rclone is told by its environment: the server as the remote {@code ceph:}. */
final class RcloneSettings {

    private RcloneSettings() {}

    /** @param configuration a file that need not exist */
    static Map<String, String> of(CephServer server, Path configuration) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                server.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                server.secretKey(),
                // rclone takes no other certificates for an address without any.
                "AWS_CA_BUNDLE",
                "",
                "RCLONE_CONFIG_CEPH_TYPE",
                "s3",
                "RCLONE_CONFIG_CEPH_PROVIDER",
                "Ceph",
                "RCLONE_CONFIG_CEPH_ENV_AUTH",
                "true",
                "RCLONE_CONFIG_CEPH_REGION",
                server.region(),
                "RCLONE_CONFIG_CEPH_ENDPOINT",
                server.endpoint().toString(),
                "RCLONE_CONFIG",
                configuration.toString());
    }
}
