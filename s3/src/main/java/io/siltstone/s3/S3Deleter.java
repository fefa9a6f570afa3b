package io.siltstone.s3;

import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes one object, or a thousand with a request. */
final class S3Deleter {

    private final S3Calls calls;
    private final S3Reader reader;
    private final S3Threads threads;

    /** @param threads delete thousands at the same time */
    S3Deleter(S3Calls calls, S3Reader reader, S3Threads threads) {
        this.calls = calls;
        this.reader = reader;
        this.threads = threads;
    }

    void delete(ObjectKey key, Optional<String> version) throws StorageException {
        ErrorContext context = calls.begin(Operation.DELETE, key.value());
        if (version.isPresent() && !calls.config().conditionalDelete()) {
            throw new UnsupportedException(context, "by its settings the store does not keep this condition");
        }
        delete(key, version, context);
    }

    private void delete(ObjectKey key, Optional<String> version, ErrorContext context) throws StorageException {
        DeleteObjectRequest.Builder request =
                DeleteObjectRequest.builder().bucket(calls.bucket()).key(key.value());
        version.map(calls::condition).ifPresent(request::ifMatch);
        DeleteObjectRequest built = request.build();
        try {
            calls.call(
                    version.isPresent() ? S3Purpose.DELETE_VERSION : S3Purpose.DELETE,
                    context,
                    () -> calls.client().deleteObject(built));
        } catch (NotFoundException e) {
            // Absent is what was wanted. A bucket that is absent has a code of its own.
            return;
        }
    }

    List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        ErrorContext context = calls.begin(Operation.DELETE_BATCH, "");
        List<ObjectKey> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
        List<List<ObjectKey>> chunks = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += S3Limits.DELETE_BATCH) {
            chunks.add(distinct.subList(from, Math.min(from + S3Limits.DELETE_BATCH, distinct.size())));
        }
        Map<ObjectKey, Optional<StorageException>> outcomes = new HashMap<>();
        if (chunks.size() == 1) {
            outcomes.putAll(deleteChunk(chunks.get(0), context));
        } else {
            List<Future<Map<ObjectKey, Optional<StorageException>>>> deleted = new ArrayList<>();
            for (List<ObjectKey> chunk : chunks) {
                deleted.add(threads.submit(() -> deleteChunk(chunk, context)));
            }
            for (int i = 0; i < chunks.size(); i++) {
                outcomes.putAll(outcome(deleted, i, chunks.get(i), context));
            }
        }
        return keys.stream()
                .map(key -> new DeleteResult(key.value(), outcomes.getOrDefault(key, Optional.empty())))
                .toList();
    }

    /** What became of a request; what is not under way when this thread is interrupted is not made any more. */
    private static Map<ObjectKey, Optional<StorageException>> outcome(
            List<Future<Map<ObjectKey, Optional<StorageException>>>> deleted,
            int index,
            List<ObjectKey> chunk,
            ErrorContext context) {
        try {
            return S3Threads.await(deleted.get(index), context);
        } catch (StorageException e) {
            if (e instanceof CancelledException) {
                deleted.forEach(one -> one.cancel(true));
            }
            return failed(chunk, e);
        }
    }

    private static Map<ObjectKey, Optional<StorageException>> failed(List<ObjectKey> chunk, StorageException failure) {
        Map<ObjectKey, Optional<StorageException>> outcomes = new HashMap<>();
        chunk.forEach(key -> outcomes.put(key, Optional.of(failure)));
        return outcomes;
    }

    /** One request. Where it fails as a whole its keys do, and the other requests are made all the same. */
    private Map<ObjectKey, Optional<StorageException>> deleteChunk(List<ObjectKey> chunk, ErrorContext context) {
        Map<ObjectKey, Optional<StorageException>> outcomes = new HashMap<>();
        try {
            DeleteObjectsRequest request = DeleteObjectsRequest.builder()
                    .bucket(calls.bucket())
                    .delete(Delete.builder()
                            .quiet(false)
                            .objects(chunk.stream()
                                    .map(key -> ObjectIdentifier.builder()
                                            .key(key.value())
                                            .build())
                                    .toList())
                            .build())
                    .build();
            DeleteObjectsResponse answer =
                    calls.call(S3Purpose.DELETE, context, () -> calls.client().deleteObjects(request));
            Map<String, Optional<StorageException>> told = told(answer);
            for (ObjectKey key : chunk) {
                Optional<StorageException> outcome = told.get(key.value());
                outcomes.put(key, outcome == null ? single(key) : outcome);
            }
            if (calls.config().verifyDeletes()) {
                chunk.forEach(key -> outcomes.computeIfPresent(key, this::verified));
            }
            return outcomes;
        } catch (StorageException e) {
            return failed(chunk, e);
        }
    }

    private Map<String, Optional<StorageException>> told(DeleteObjectsResponse answer) {
        Map<String, Optional<StorageException>> told = new HashMap<>();
        for (DeletedObject deleted : answer.deleted()) {
            told.put(deleted.key(), Optional.empty());
        }
        for (S3Error error : answer.errors()) {
            Optional<String> code = Optional.ofNullable(error.code());
            ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, calls.root(), String.valueOf(error.key()));
            S3Errors.Meaning meaning = S3Errors.meaning(500, code);
            told.put(
                    error.key(),
                    meaning == S3Errors.Meaning.ABSENT
                            ? Optional.empty()
                            : Optional.of(S3Errors.of(
                                    meaning,
                                    S3Purpose.DELETE,
                                    context,
                                    code.orElse("") + ": " + error.message(),
                                    Optional.empty())));
        }
        return told;
    }

    /** A key that the answer forgot is asked for alone. */
    private Optional<StorageException> single(ObjectKey key) {
        try {
            delete(key, Optional.empty(), ErrorContext.of(Operation.DELETE_BATCH, calls.root(), key.value()));
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    private Optional<StorageException> verified(ObjectKey key, Optional<StorageException> outcome) {
        if (outcome.isPresent()) {
            return outcome;
        }
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, calls.root(), key.value());
        try {
            return reader.stat(key, context).isEmpty()
                    ? outcome
                    : Optional.of(new BackendFailureException(
                            context, "the store says that the object is deleted, and it is still there"));
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }
}
