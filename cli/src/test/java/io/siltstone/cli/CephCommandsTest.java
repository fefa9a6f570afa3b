package io.siltstone.cli;

import io.siltstone.testservers.CephServer;

/** Every command on the S3 gateway of Ceph, with the settings that the doctor finds. */
class CephCommandsTest implements RemoteCommands {

    private final CephServer server = CephServer.shared();

    @Override
    public String newStore() {
        return "s3://" + server.newBucket() + "/a/b?endpoint=" + server.endpoint() + "&region=" + server.region()
                + "&pathStyle=true" + dialect(server.version());
    }

    private static String dialect(int version) {
        String old = "&etagQuoting=UNQUOTED&conditionalDelete=false&conditionalMultipart=false";
        return switch (version) {
            case 16 -> old + "&checksums=WHEN_REQUIRED";
            case 18 -> old;
            default -> "";
        };
    }

    @Override
    public Run run() {
        return Run.plain()
                .with("AWS_ACCESS_KEY_ID", server.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", server.secretKey());
    }
}
