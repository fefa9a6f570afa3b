package io.siltstone.cli;

import io.siltstone.testservers.AzuriteServer;

/** Every command on Azurite. */
class AzuriteCommandsTest implements RemoteCommands {

    private final AzuriteServer server = AzuriteServer.shared();

    @Override
    public String newStore() {
        return "az://" + server.newContainer() + "/a/b";
    }

    @Override
    public Run run() {
        return Run.plain().with("AZURE_STORAGE_CONNECTION_STRING", server.connectionString());
    }
}
