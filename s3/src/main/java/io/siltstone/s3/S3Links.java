package io.siltstone.s3;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Makes links with which whoever has them reads or writes one object for a while, without credentials of his own. A link is
 * a secret. Nothing is asked of the store, so a link may lead to an object that is absent.
 */
public final class S3Links implements AutoCloseable {

    private final S3Config config;
    private final S3Access access;
    private final S3Presigner presigner;

    private S3Links(S3Config config, S3Access access, S3Presigner presigner) {
        this.config = config;
        this.access = access;
        this.presigner = presigner;
    }

    /**
     * Links into the store of the configuration.
     *
     * @throws ConfigurationException if the store encrypts with a key that each request brings, which no link can
     */
    public static S3Links open(S3Config config, S3Secrets secrets, StoreRuntime runtime) throws StorageException {
        if (config.encryption() == S3Encryption.CUSTOMER) {
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, S3Config.TYPE), "a link cannot bring a customer's key");
        }
        S3Clients clients = new S3Clients(config);
        S3Access access = S3Access.of(config, secrets, runtime.environment(), clients);
        return new S3Links(config, access, clients.links(access));
    }

    /**
     * A link that reads the object by GET.
     *
     * @param lasts from one second to seven days
     */
    public URI read(ObjectKey key, Duration lasts) throws StorageException {
        String physical = physical(key);
        return signed(
                Operation.READ,
                key,
                lasts,
                () -> presigner
                        .presignGetObject(request -> request.signatureDuration(lasts)
                                .getObjectRequest(
                                        get -> get.bucket(config.bucket()).key(physical)))
                        .url()
                        .toString());
    }

    /**
     * A link that writes the object by PUT, replacing whatever is there.
     *
     * @param lasts from one second to seven days
     */
    public URI write(ObjectKey key, Duration lasts) throws StorageException {
        String physical = physical(key);
        return signed(
                Operation.WRITE,
                key,
                lasts,
                () -> presigner
                        .presignPutObject(request -> request.signatureDuration(lasts)
                                .putObjectRequest(
                                        put -> put.bucket(config.bucket()).key(physical)))
                        .url()
                        .toString());
    }

    private URI signed(Operation operation, ObjectKey key, Duration lasts, Supplier<String> link)
            throws StorageException {
        if (lasts.toSeconds() < 1 || lasts.compareTo(S3Limits.MAX_LINK) > 0) {
            throw new IllegalArgumentException("a link lasts from one second to " + S3Limits.MAX_LINK);
        }
        try {
            return URI.create(link.get());
        } catch (RuntimeException e) {
            throw S3Failures.translate(
                    e, S3Purpose.READ, ErrorContext.of(operation, "s3://" + config.bucket(), key.value()));
        }
    }

    private String physical(ObjectKey key) throws InvalidKeyException {
        KeyPrefix prefix = config.keyPrefix();
        return prefix.isRoot() ? key.value() : prefix.key(key.value()).value();
    }

    @Override
    public void close() {
        presigner.close();
        access.close();
    }
}
