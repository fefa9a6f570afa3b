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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Deletes objects, one by one or in batches of {@link AzureBlobLimits#DELETE_BATCH}. A blob that somebody has taken
 * snapshots of is refused: they could only go with it.
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

    /** As {@code BatchDeleter.deleteBatch} says. */
    List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        List<DeleteResult> results = new ArrayList<>(keys.size());
        for (int from = 0; from < keys.size(); from += AzureBlobLimits.DELETE_BATCH) {
            results.addAll(chunk(keys.subList(from, Math.min(keys.size(), from + AzureBlobLimits.DELETE_BATCH))));
        }
        return results;
    }

    private List<DeleteResult> chunk(List<ObjectKey> keys) throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, store);
        BlobBatch batch = batches.getBlobBatch();
        List<Optional<Response<Void>>> answers = new ArrayList<>(keys.size());
        List<DeleteResult> refused = new ArrayList<>();
        for (ObjectKey key : keys) {
            try {
                String url = client.blob(names.of(Operation.DELETE_BATCH, key)).getBlobUrl();
                answers.add(Optional.of(batch.deleteBlob(url)));
            } catch (InvalidKeyException e) {
                answers.add(Optional.empty());
                refused.add(DeleteResult.failed(key.value(), e));
            }
        }
        try {
            if (refused.size() < keys.size()) {
                client.ask(context, () -> batches.submitBatchWithResponse(batch, false, null, Context.NONE));
            }
        } catch (ConfigurationException e) {
            throw e;
        } catch (AccessDeniedException
                | UnauthenticatedException
                | UnsupportedException
                | BackendFailureException notInBatches) {
            // Some signatures and some servers allow the deletes, but no batches of them.
            return oneByOne(keys);
        } catch (StorageException e) {
            return keys.stream().map(key -> DeleteResult.failed(key.value(), e)).toList();
        }
        return results(keys, answers, refused);
    }

    private List<DeleteResult> results(
            List<ObjectKey> keys, List<Optional<Response<Void>>> answers, List<DeleteResult> refused) {
        List<DeleteResult> results = new ArrayList<>(keys.size());
        int nextRefused = 0;
        for (int i = 0; i < keys.size(); i++) {
            results.add(
                    answers.get(i).isPresent()
                            ? result(keys.get(i), answers.get(i).get())
                            : refused.get(nextRefused++));
        }
        return results;
    }

    private DeleteResult result(ObjectKey key, Response<Void> answer) {
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, store, key.value());
        try {
            // Asking for the status is what throws the error of a single delete, or says that it was not answered.
            client.ask(context, answer::getStatusCode);
            return DeleteResult.deleted(key.value());
        } catch (NotFoundException absent) {
            return DeleteResult.deleted(key.value());
        } catch (StorageException e) {
            return DeleteResult.failed(key.value(), e);
        }
    }

    private List<DeleteResult> oneByOne(List<ObjectKey> keys) throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.DELETE_BATCH, store);
        List<Future<?>> sent = new ArrayList<>(keys.size());
        for (ObjectKey key : keys) {
            sent.add(lanes.start(() -> delete(key, Optional.empty(), Operation.DELETE_BATCH), context));
        }
        List<DeleteResult> results = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            results.add(result(keys.get(i), sent.get(i), context));
        }
        return results;
    }

    private static DeleteResult result(ObjectKey key, Future<?> sent, ErrorContext context) throws StorageException {
        try {
            sent.get();
            return DeleteResult.deleted(key.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AzureBlobErrors.cancelled(context);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException typed) {
                return DeleteResult.failed(key.value(), typed);
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
