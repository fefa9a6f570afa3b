package io.siltstone.s3;

import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** What each request says of encryption and storage class. */
final class S3Sealing {

    private static final String ALGORITHM = "AES256";

    private final S3Config config;
    private final Optional<CustomerKey> customerKey;

    private record CustomerKey(Secret base64, String md5) {}

    /** @throws ConfigurationException if a customer's key is wanted and not given, or is none */
    S3Sealing(S3Config config, Optional<Secret> key) throws ConfigurationException {
        this.config = config;
        this.customerKey = config.encryption() == S3Encryption.CUSTOMER
                ? Optional.of(customerKey(key.orElseThrow(() -> refused("is not set"))))
                : Optional.empty();
    }

    void apply(PutObjectRequest.Builder request) {
        stored().ifPresent(request::serverSideEncryption);
        kmsKey().ifPresent(request::ssekmsKeyId);
        config.storageClass().ifPresent(request::storageClass);
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5()));
    }

    void apply(CreateMultipartUploadRequest.Builder request) {
        stored().ifPresent(request::serverSideEncryption);
        kmsKey().ifPresent(request::ssekmsKeyId);
        config.storageClass().ifPresent(request::storageClass);
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5()));
    }

    void apply(UploadPartRequest.Builder request) {
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5()));
    }

    void apply(GetObjectRequest.Builder request) {
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5()));
    }

    void apply(HeadObjectRequest.Builder request) {
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5()));
    }

    void apply(CopyObjectRequest.Builder request) {
        stored().ifPresent(request::serverSideEncryption);
        kmsKey().ifPresent(request::ssekmsKeyId);
        config.storageClass().ifPresent(request::storageClass);
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5())
                .copySourceSSECustomerAlgorithm(ALGORITHM)
                .copySourceSSECustomerKey(key.base64().reveal())
                .copySourceSSECustomerKeyMD5(key.md5()));
    }

    void apply(UploadPartCopyRequest.Builder request) {
        customerKey.ifPresent(key -> request.sseCustomerAlgorithm(ALGORITHM)
                .sseCustomerKey(key.base64().reveal())
                .sseCustomerKeyMD5(key.md5())
                .copySourceSSECustomerAlgorithm(ALGORITHM)
                .copySourceSSECustomerKey(key.base64().reveal())
                .copySourceSSECustomerKeyMD5(key.md5()));
    }

    private Optional<ServerSideEncryption> stored() {
        return switch (config.encryption()) {
            case S3 -> Optional.of(ServerSideEncryption.AES256);
            case KMS -> Optional.of(ServerSideEncryption.AWS_KMS);
            case NONE, CUSTOMER -> Optional.empty();
        };
    }

    private Optional<String> kmsKey() {
        return config.encryption() == S3Encryption.KMS ? config.kmsKeyId() : Optional.empty();
    }

    private static CustomerKey customerKey(Secret base64) throws ConfigurationException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.reveal());
        } catch (IllegalArgumentException e) {
            throw refused("is not Base64");
        }
        if (key.length != S3Limits.CUSTOMER_KEY_BYTES) {
            throw refused("is not of 256 bits");
        }
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(key);
            return new CustomerKey(base64, Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(
                ErrorContext.of(Operation.OPEN, S3Config.TYPE),
                "encryption CUSTOMER needs a key, and " + S3Secrets.CUSTOMER_KEY_VARIABLE + " " + reason);
    }
}
