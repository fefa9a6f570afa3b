package io.siltstone.benchmarks;

import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import io.siltstone.azure.AzureBlobBackend;
import io.siltstone.azure.AzureBlobConfig;
import io.siltstone.azure.AzureBlobCredentials;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.opendal.Operator;

/** The clients of Azure Blob Storage. */
final class AzurePeer {

    private AzurePeer() {}

    /** The Azure SDK alone, over OkHttp, which Siltstone takes too. */
    record Bare(BlobContainerClient container) implements SmallStore {

        @Override
        public void put(String key, byte[] content) {
            container.getBlobClient(key).upload(BinaryData.fromBytes(content), true);
        }

        @Override
        public int get(String key) {
            return container.getBlobClient(key).downloadContent().toBytes().length;
        }

        @Override
        public void close() {
            // Its connections end with the process.
        }
    }

    /** Opens one by its name. */
    static SmallStore open(String name, String connection, String container) throws IOException {
        Map<String, String> parts = parts(connection);
        return switch (name) {
            case "Siltstone" ->
                new SiltstoneSmall(AzureBlobBackend.open(
                        AzureBlobConfig.of(container),
                        AzureBlobCredentials.of(Environment.of(Map.of("AZURE_STORAGE_CONNECTION_STRING", connection))),
                        StoreRuntime.system()));
            case "Azure SDK" ->
                new Bare(new BlobContainerClientBuilder()
                        .connectionString(connection)
                        .containerName(container)
                        .httpClient(new OkHttpAsyncHttpClientBuilder().build())
                        .buildClient());
            case "OpenDAL" ->
                new OpenDalSmall(Operator.of(
                        "azblob",
                        Map.of(
                                "endpoint", parts.getOrDefault("BlobEndpoint", ""),
                                "container", container,
                                "account_name", parts.getOrDefault("AccountName", ""),
                                "account_key", parts.getOrDefault("AccountKey", ""))));
            default -> throw new IllegalArgumentException("no client of Azure is called " + name);
        };
    }

    private static Map<String, String> parts(String connection) {
        Map<String, String> parts = new HashMap<>();
        for (String part : connection.split(";", 0)) {
            int equals = part.indexOf('=');
            parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return parts;
    }
}
