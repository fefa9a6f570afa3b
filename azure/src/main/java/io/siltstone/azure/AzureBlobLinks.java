package io.siltstone.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpAuthorization;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/** Addresses of blobs that somebody else may follow without credentials of his own, for a time. */
final class AzureBlobLinks {

    private static final String SCOPE = "https://storage.azure.com/.default";

    private final AzureBlobClient client;
    private final AzureBlobAccess access;
    private final InstantSource clock;

    AzureBlobLinks(AzureBlobClient client, AzureBlobAccess access, InstantSource clock) {
        this.client = client;
        this.access = access;
        this.clock = clock;
    }

    /**
     * How the service may read a blob.
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
        Optional<TokenCredential> tokens = client.tokens();
        if (tokens.isPresent()) {
            String token = client.ask(
                    context,
                    () -> tokens.get()
                            .getTokenSync(new TokenRequestContext().addScopes(SCOPE))
                            .getToken());
            return new Link(url, Optional.of(new HttpAuthorization("Bearer", token)));
        }
        BlobSasPermission read = new BlobSasPermission().setReadPermission(true);
        return new Link(signed(name, read, AzureBlobLimits.COPY_LINK, context), Optional.empty());
    }

    /** A link that permits what is said, and nothing else, until the time is over. */
    String signed(String name, BlobSasPermission permission, Duration validFor, ErrorContext context)
            throws StorageException {
        if (!(access.signing() instanceof AzureBlobAccess.SharedKey)) {
            throw new UnsupportedException(context, "only the account's key can sign links");
        }
        BlobServiceSasSignatureValues values =
                new BlobServiceSasSignatureValues(clock.instant().plus(validFor).atOffset(ZoneOffset.UTC), permission);
        return client.ask(
                context,
                () -> client.blob(name).getBlobUrl() + "?" + client.blob(name).generateSas(values));
    }
}
