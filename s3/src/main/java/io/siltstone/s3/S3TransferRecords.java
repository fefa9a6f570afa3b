package io.siltstone.s3;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The records of transfers, one for each key, in {@code .siltstone/transfers/} below the store's prefix. A record is
 * written over the version that its owner wrote before: of two owners in two processes the later goes on, and the earlier
 * is told at its next step.
 */
final class S3TransferRecords {

    private final S3Calls calls;
    private final String directory;

    S3TransferRecords(S3Calls calls) {
        this.calls = calls;
        this.directory = calls.config().keyPrefix().directory() + ".siltstone/transfers/";
    }

    /** A record as it is in the store. */
    record Held(String name, S3TransferRecord record, String version, Instant touched) {}

    /** What a listing tells, and the store's time then. */
    record Names(List<Named> names, Instant now) {}

    /** A record's object, unread. */
    record Named(String name, Instant touched) {}

    String name(ObjectKey key) {
        return directory
                + Sha256.of(key.value().getBytes(StandardCharsets.UTF_8)).hex();
    }

    Optional<Held> read(String name, ErrorContext context) throws StorageException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(calls.bucket()).key(name);
        calls.sealing().apply(request);
        GetObjectRequest built = request.build();
        ResponseBytes<GetObjectResponse> answer;
        try {
            answer = calls.call(S3Purpose.READ, context, () -> calls.client().getObjectAsBytes(built));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
        String etag = S3Calls.required(answer.response().eTag(), "ETag", context);
        Instant touched = S3Calls.required(answer.response().lastModified(), "Last-Modified", context);
        return S3TransferRecord.decode(answer.asByteArrayUnsafe())
                .map(record -> new Held(name, record, S3EtagQuoting.version(etag), touched));
    }

    /**
     * Writes the record and gives its version.
     *
     * @param before the version that is replaced; empty for the first
     * @throws TransferBusyException if another owner has written meanwhile
     */
    String write(S3TransferRecord record, Optional<String> before, ErrorContext context) throws StorageException {
        byte[] bytes = record.encode();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(calls.bucket())
                .key(name(record.key()))
                .contentLength((long) bytes.length);
        if (before.isPresent() && calls.config().conditionalReplace()) {
            request.ifMatch(calls.condition(before.get()));
        } else if (before.isEmpty() && calls.config().conditionalCreate()) {
            request.ifNoneMatch("*");
        }
        calls.sealing().apply(request);
        PutObjectRequest built = request.build();
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes), bytes.length, "application/octet-stream");
        try {
            PutObjectResponse answer =
                    calls.call(S3Purpose.REPLACE, context, () -> calls.client().putObject(built, body));
            return S3EtagQuoting.version(S3Calls.required(answer.eTag(), "ETag", context));
        } catch (PreconditionFailedException | AlreadyExistsException | ConflictException e) {
            throw new TransferBusyException(context, "another owner has taken the transfer", e);
        }
    }

    void delete(String name, ErrorContext context) throws StorageException {
        try {
            calls.call(
                    S3Purpose.DELETE,
                    context,
                    () -> calls.client()
                            .deleteObject(
                                    request -> request.bucket(calls.bucket()).key(name)));
        } catch (NotFoundException e) {
            return;
        }
    }

    Names list(ErrorContext context) throws StorageException {
        List<Named> names = new ArrayList<>();
        Instant now = Instant.MIN;
        String after = "";
        while (true) {
            String from = after;
            ListObjectsV2Response page = calls.call(
                    S3Purpose.LIST,
                    context,
                    () -> calls.client()
                            .listObjectsV2(request -> request.bucket(calls.bucket())
                                    .prefix(directory)
                                    .startAfter(from)));
            now = calls.now(page);
            for (S3Object object : page.contents()) {
                names.add(new Named(
                        S3Calls.required(object.key(), "Key", context),
                        S3Calls.required(object.lastModified(), "LastModified", context)));
                after = object.key();
            }
            if (!S3Calls.required(page.isTruncated(), "IsTruncated", context) || after.equals(from)) {
                return new Names(names, now);
            }
        }
    }
}
