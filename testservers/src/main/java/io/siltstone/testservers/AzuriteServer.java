package io.siltstone.testservers;

import io.siltstone.core.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Azurite, the emulator of Azure Blob Storage. The account is the first segment of the path. */
public final class AzuriteServer {

    /** Of the one request that is made here. */
    private static final String SERVICE_VERSION = "2021-12-02";

    private final ServerScript script;
    private final AtomicInteger containers = new AtomicInteger();

    private AzuriteServer(ServerScript script) {
        this.script = script;
    }

    /** The one of this JVM, of plain HTTP, started by the first call; a test that asks for it is skipped where it cannot be had. */
    public static AzuriteServer shared() {
        return Shared.SERVER.orSkip(Environment.system());
    }

    /**
     * Another one, which speaks TLS and takes tokens too, whose signature it does not check. It runs as long as this JVM; a
     * test that asks for it is skipped where it cannot be had.
     *
     * @param certificate a PKCS #12 file with its key and its certificate
     * @param password of that file
     */
    public static AzuriteServer secured(Path certificate, String password) {
        Map<String, String> variables =
                Map.of("AZURITE_CERTIFICATE", certificate.toString(), "AZURITE_PASSWORD", password);
        return SharedServer.start(() -> new AzuriteServer(ServerScript.run("azurite.sh", variables)))
                .orSkip(Environment.system());
    }

    /** With the account in its path. */
    public URI endpoint() {
        return URI.create(script.fact("endpoint"));
    }

    public String account() {
        return script.fact("account");
    }

    /** Azurite's own, which is in its manual. */
    public String accountKey() {
        return script.fact("key");
    }

    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + account() + ";AccountKey=" + accountKey()
                + ";BlobEndpoint=" + endpoint() + ";";
    }

    /** Makes an empty container that no other test has, and gives its name. */
    public String newContainer() {
        String name = "container-" + containers.incrementAndGet();
        String date = ServerRequests.date();
        String path = endpoint().getPath() + "/" + name;
        String text = "PUT" + "\n".repeat(12) + "x-ms-date:" + date + "\nx-ms-version:" + SERVICE_VERSION + "\n/"
                + account() + path + "\nrestype:container";
        ServerRequests.create(HttpRequest.newBuilder(URI.create(endpoint() + "/" + name + "?restype=container"))
                .header("x-ms-date", date)
                .header("x-ms-version", SERVICE_VERSION)
                .header("Authorization", "SharedKey " + account() + ":" + signature(text)));
        return name;
    }

    private String signature(String text) {
        return ServerRequests.hmac("HmacSHA256", Base64.getDecoder().decode(accountKey()), text);
    }

    private static AzuriteServer start() throws IOException {
        return new AzuriteServer(ServerScript.run("azurite.sh"));
    }

    private static final class Shared {
        static final SharedServer<AzuriteServer> SERVER = SharedServer.start(AzuriteServer::start);
    }
}
