package io.siltstone.cli;

import io.siltstone.testservers.CephServer;

/** Every command on the S3 gateway of Ceph, with the settings that the doctor finds. */
class CephCommandsTest implements RemoteCommands {

    private final CephServer server = CephServer.shared();

    @Override
    public String newStore() {
        return server.address(server.newBucket() + "/a/b");
    }

    @Override
    public Run run() {
        return Run.plain()
                .with("AWS_ACCESS_KEY_ID", server.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", server.secretKey());
    }
}
