package io.siltstone.azure;

import com.azure.core.http.HttpAuthorization;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Makes links with which whoever has them reads or writes one object for a while, without credentials of his own. A link is
 * a secret. Nothing is asked of the store, so a link may lead to an object that is absent. Only an account's key can sign
 * links.
 */
public final class AzureBlobLinks implements AutoCloseable {

    private final AzureBlobClient client;
    private final AzureBlobAccess access;
    private final AzureBlobNames names;
    private final InstantSource clock;

    AzureBlobLinks(AzureBlobClient client, AzureBlobAccess access, AzureBlobNames names, InstantSource clock) {
        this.client = client;
        this.access = access;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Links into the store of the configuration.
     *
     * @throws ConfigurationException if a setting or credential is missing, or the store encrypts with a key that each
     *     request brings, which no link can
     */
    public static AzureBlobLinks open(AzureBlobConfig config, AzureBlobCredentials credentials, StoreRuntime runtime)
            throws StorageException {
        if (config.customerKey()) {
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), "a link cannot bring a customer's key");
        }
        AzureBlobAccess access = AzureBlobAccess.of(config, credentials);
        String store = AzureBlobLocation.of(config, access).root();
        return new AzureBlobLinks(
                new AzureBlobClient(config, access, Optional.empty(), runtime.clock()),
                access,
                new AzureBlobNames(config.keyPrefix(), store),
                runtime.clock());
    }

    /** A link that reads the object by GET, for a time of at least a second. */
    public URI read(ObjectKey key, Duration lasts) throws StorageException {
        return link(Operation.READ, key, new BlobSasPermission().setReadPermission(true), lasts);
    }

    /**
     * A link that writes the object by PUT, replacing whatever is there, for a time of at least a second. The request must
     * have the header {@code x-ms-blob-type: BlockBlob}.
     */
    public URI write(ObjectKey key, Duration lasts) throws StorageException {
        BlobSasPermission permission =
                new BlobSasPermission().setCreatePermission(true).setWritePermission(true);
        return link(Operation.WRITE, key, permission, lasts);
    }

    private URI link(Operation operation, ObjectKey key, BlobSasPermission permission, Duration lasts)
            throws StorageException {
        if (lasts.toSeconds() < 1) {
            throw new IllegalArgumentException("a link lasts for a second at least");
        }
        String name = names.of(operation, key);
        return URI.create(signed(name, permission, lasts, names.context(operation, key)));
    }

    /**
     * How the service itself may read a blob.
     *
     * @param url with a signature where one opens it
     * @param authorization what opens it otherwise
     */
    record Link(String url, Optional<HttpAuthorization> authorization) {}

    /** For the service itself, as the source of a copy. */
    Link source(String name, ErrorContext context) throws StorageException {
        String url = client.blob(name).getBlobUrl();
        if (access.signing() instanceof AzureBlobAccess.Sas sas) {
            return new Link(url + "?" + sas.token().reveal(), Optional.empty());
        }
        Optional<AzureBlobTokens> tokens = client.tokens();
        if (tokens.isPresent()) {
            String token = client.ask(context, () -> tokens.get().bearer());
            return new Link(url, Optional.of(new HttpAuthorization("Bearer", token)));
        }
        BlobSasPermission read = new BlobSasPermission().setReadPermission(true);
        return new Link(signed(name, read, AzureBlobLimits.COPY_LINK, context), Optional.empty());
    }

    private String signed(String name, BlobSasPermission permission, Duration lasts, ErrorContext context)
            throws StorageException {
        if (!(access.signing() instanceof AzureBlobAccess.SharedKey)) {
            throw new UnsupportedException(context, "only the account's key can sign links");
        }
        BlobServiceSasSignatureValues values =
                new BlobServiceSasSignatureValues(clock.instant().plus(lasts).atOffset(ZoneOffset.UTC), permission);
        return client.ask(
                context,
                () -> client.blob(name).getBlobUrl() + "?" + client.blob(name).generateSas(values));
    }

    @Override
    public void close() {
        client.close();
    }
}
