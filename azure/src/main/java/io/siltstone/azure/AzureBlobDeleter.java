package io.siltstone.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.batch.BlobBatch;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.models.BlobRequestConditions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnsupportedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Deletes objects, one by one or in batches of {@link AzureBlobLimits#DELETE_BATCH}; what the answer to a batch does not
 * mention is asked for again, alone. A blob that somebody has taken snapshots of is refused: they could only go with it.
 */
final class AzureBlobDeleter {

    private final AzureBlobClient client;
    private final AzureBlobLanes lanes;
    private final AzureBlobNames names;
    private final BlobBatchClient batches;
    private final String store;

    AzureBlobDeleter(AzureBlobClient client, AzureBlobLanes lanes, AzureBlobNames names, String store) {
        this.client = client;
        this.lanes = lanes;
        this.names = names;
        this.store = store;
        // Of the container, not of the account: so a signature for the container alone suffices.
        this.batches = new BlobBatchClientBuilder(client.container()).buildClient();
    }

    /** As {@code Backend.delete} says. */
    void delete(ObjectKey key, Optional<String> version, Operation operation) throws StorageException {
        ErrorContext context = ErrorContext.of(operation, store, key.value());
        String name = names.of(operation, key);
        BlobRequestConditions conditions = new BlobRequestConditions();
        version.ifPresent(token -> conditions.setIfMatch(AzureBlobVersion.header(token)));
        try {
            client.ask(context, () -> client.blob(name).deleteWithResponse(null, conditions, null, Context.NONE));
        } catch (NotFoundException absent) {
            // As it should be.
        } catch (PreconditionFailedException other) {
            if (!isAbsent(name, context)) {
                throw other;
            }
        }
    }

    /** As {@code BatchDeleter.deleteBatch} says. A key that is given twice is deleted once. */
    List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        Map<ObjectKey, Optional<StorageException>> outcomes = new HashMap<>();
        List<ObjectKey> distinct = List.copyOf(new LinkedHashSet<>(keys));
        for (int from = 0; from < distinct.size(); from += AzureBlobLimits.DELETE_BATCH) {
            chunk(distinct.subList(from, Math.min(distinct.size(), from + AzureBlobLimits.DELETE_BATCH)), outcomes);
        }
        return keys.stream()
                .map(key -> new DeleteResult(key.value(), outcomes.getOrDefault(key, Optional.empty())))
                .toList();
    }

    private void chunk(List<ObjectKey> keys, Map<ObjectKey, Optional<StorageException>> outcomes)
            throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, store);
        BlobBatch batch = batches.getBlobBatch();
        Map<ObjectKey, Response<Void>> answers = new LinkedHashMap<>();
        for (ObjectKey key : keys) {
            try {
                String url = client.blob(names.of(Operation.DELETE_BATCH, key)).getBlobUrl();
                answers.put(key, batch.deleteBlob(url));
            } catch (InvalidKeyException e) {
                outcomes.put(key, Optional.of(e));
            }
        }
        if (answers.isEmpty()) {
            return;
        }
        try {
            client.ask(context, () -> batches.submitBatchWithResponse(batch, false, null, Context.NONE));
        } catch (ConfigurationException e) {
            throw e;
        } catch (AccessDeniedException
                | UnauthenticatedException
                | UnsupportedException
                | BackendFailureException notInBatches) {
            // Some signatures and some servers allow the deletes, but no batches of them.
            oneByOne(answers.keySet(), outcomes);
            return;
        } catch (StorageException e) {
            answers.keySet().forEach(key -> outcomes.put(key, Optional.of(e)));
            return;
        }
        List<ObjectKey> forgotten = new ArrayList<>();
        answers.forEach((key, answer) -> {
            if (isAnswered(answer)) {
                outcomes.put(key, outcome(key, answer));
            } else {
                forgotten.add(key);
            }
        });
        oneByOne(forgotten, outcomes);
    }

    /** Whether the service has said anything of a part of a batch; of the others the SDK refuses to tell. */
    private static boolean isAnswered(Response<Void> answer) {
        try {
            return answer.getStatusCode() > 0;
        } catch (UnsupportedOperationException unanswered) {
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private Optional<StorageException> outcome(ObjectKey key, Response<Void> answer) {
        try {
            // Asking for the status is what throws the error of a single delete.
            client.ask(ErrorContext.of(Operation.DELETE_BATCH, store, key.value()), answer::getStatusCode);
            return Optional.empty();
        } catch (NotFoundException absent) {
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    private void oneByOne(Collection<ObjectKey> keys, Map<ObjectKey, Optional<StorageException>> outcomes)
            throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, store);
        Map<ObjectKey, Future<?>> sent = new LinkedHashMap<>();
        for (ObjectKey key : keys) {
            sent.put(key, lanes.start(() -> delete(key, Optional.empty(), Operation.DELETE_BATCH), context));
        }
        for (Map.Entry<ObjectKey, Future<?>> each : sent.entrySet()) {
            outcomes.put(each.getKey(), outcome(each.getValue(), context));
        }
    }

    private static Optional<StorageException> outcome(Future<?> sent, ErrorContext context) throws StorageException {
        try {
            sent.get();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AzureBlobErrors.cancelled(context);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException typed) {
                return Optional.of(typed);
            }
            throw new IllegalStateException("a delete could not be sent", e.getCause());
        }
    }

    private boolean isAbsent(String name, ErrorContext context) throws StorageException {
        try {
            client.ask(context, () -> client.blob(name).getPropertiesWithResponse(null, null, Context.NONE));
            return false;
        } catch (NotFoundException absent) {
            return true;
        }
    }
}
