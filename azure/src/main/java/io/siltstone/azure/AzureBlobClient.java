package io.siltstone.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.CustomerProvidedKey;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The SDK, with everything off that it or its transport would do unasked: retries, redirects, logging, settings from the
 * environment, decompression. Each call is one request, and its failure comes out translated.
 */
final class AzureBlobClient implements AutoCloseable {

    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
    private static final HttpHeaderName KEY = HttpHeaderName.fromString("x-ms-encryption-key");
    private static final HttpHeaderName KEY_HASH = HttpHeaderName.fromString("x-ms-encryption-key-sha256");
    private static final HttpHeaderName KEY_ALGORITHM = HttpHeaderName.fromString("x-ms-encryption-algorithm");

    private final OkHttpClient http;
    private final BlobContainerClient container;
    private final Optional<CustomerProvidedKey> key;
    private final Optional<AzureBlobTokens> tokens;
    private volatile boolean closed;

    /**
     * @param clock by which tokens are renewed
     * @throws ConfigurationException if a variable that tokens are asked for with is missing or wrong
     */
    AzureBlobClient(AzureBlobConfig config, AzureBlobAccess access, Optional<Secret> customerKey, InstantSource clock)
            throws ConfigurationException {
        this.http = transport(config);
        this.key = customerKey.map(secret -> new CustomerProvidedKey(secret.reveal()));
        HttpClient client = sdks(http, config);
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint(access.endpoint().url())
                .containerName(config.container())
                .httpClient(client)
                .configuration(Configuration.NONE)
                .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE))
                .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Duration) null, null, null, null))
                .serviceVersion(AzureBlobLimits.API);
        Optional<AzureBlobTokens> tokens = Optional.empty();
        if (access.signing() instanceof AzureBlobAccess.SharedKey shared) {
            builder.credential(new StorageSharedKeyCredential(
                    access.account(), shared.key().reveal()));
        } else if (access.signing() instanceof AzureBlobAccess.Sas sas) {
            builder.sasToken(sas.token().reveal());
        } else if (access.signing() instanceof AzureBlobAccess.Identity identity) {
            tokens = Optional.of(new AzureBlobTokens(AzureBlobIdentity.of(identity.environment(), client), clock));
        }
        this.tokens = tokens;
        tokens.map(AzureBlobTokenPolicy::new).ifPresent(builder::addPolicy);
        key.ifPresent(builder::customerProvidedKey);
        config.encryptionScope().ifPresent(builder::encryptionScope);
        this.container = builder.buildClient();
    }

    private static OkHttpClient transport(AzureBlobConfig config) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .connectionPool(new ConnectionPool(
                        AzureBlobLimits.IDLE_CONNECTIONS, config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .build();
    }

    /** The SDK sets its own times, a minute each, on whatever transport it is given. */
    private static HttpClient sdks(OkHttpClient transport, AzureBlobConfig config) {
        return new OkHttpAsyncHttpClientBuilder(transport)
                .connectionTimeout(AzureBlobLimits.CONNECT_TIMEOUT)
                .writeTimeout(config.requestTimeout())
                .responseTimeout(config.requestTimeout())
                .readTimeout(config.requestTimeout())
                .build();
    }

    /** For what was begun before a close and would publish after it. */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    BlobContainerClient container() {
        return container;
    }

    /** What requests carry, where they are signed with tokens. */
    Optional<AzureBlobTokens> tokens() {
        return tokens;
    }

    /** Whether what is stored is encrypted with a key that only requests of ours carry. */
    boolean hasCustomerKey() {
        return key.isPresent();
    }

    BlockBlobClient blob(String name) {
        return container.getBlobClient(name).getBlockBlobClient();
    }

    /** Makes a request that publishes nothing. */
    <T> T ask(ErrorContext context, Supplier<T> request) throws StorageException {
        return call(context, request, false);
    }

    /** Makes a request that makes something visible; where its outcome stays open, the error says so. */
    <T> T publish(ErrorContext context, Supplier<T> request) throws StorageException {
        return call(context, request, true);
    }

    /**
     * Gets a blob's content as it arrives, in one request. The SDK's own ways of reading ask twice, gather everything, or
     * push into a sink.
     *
     * @return an answer with status 200 or 206, to be closed
     */
    HttpResponse get(ErrorContext context, String name, Map<HttpHeaderName, String> headers) throws StorageException {
        HttpRequest request = new HttpRequest(HttpMethod.GET, blob(name).getBlobUrl())
                .setHeader(VERSION, AzureBlobLimits.API.getVersion())
                // The SDK signs a length in any case, and takes none for another than 0.
                .setHeader(HttpHeaderName.CONTENT_LENGTH, "0")
                // Without this the transport would offer gzip, and unpack objects that are stored with such an
                // encoding.
                .setHeader(HttpHeaderName.ACCEPT_ENCODING, "identity");
        headers.forEach(request::setHeader);
        if (key.isPresent()) {
            request.setHeader(KEY, key.get().getKey());
            request.setHeader(KEY_HASH, key.get().getKeySha256());
            request.setHeader(KEY_ALGORITHM, key.get().getEncryptionAlgorithm().toString());
        }
        HttpResponse response = ask(context, () -> container.getHttpPipeline().sendSync(request, Context.NONE));
        if (response.getStatusCode() == 200 || response.getStatusCode() == 206) {
            return response;
        }
        try (response) {
            throw AzureBlobErrors.of(response, context, false);
        }
    }

    private static <T> T call(ErrorContext context, Supplier<T> request, boolean publishes) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw AzureBlobErrors.cancelled(context);
        }
        try {
            return request.get();
        } catch (RuntimeException e) {
            throw AzureBlobErrors.of(e, context, publishes);
        }
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
