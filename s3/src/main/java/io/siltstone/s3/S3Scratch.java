package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeRun;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the questions have made, cleared away by the plainest requests there are: a store that lists out of order, or that
 * lies about batches, is cleared as well.
 */
final class S3Scratch implements AutoCloseable {

    /** Pages may be short; a store whose deletes do nothing is given up on. */
    private static final int MAX_PAGES = 50;

    private final S3Link link;
    private final S3Trial trial;
    private boolean cleared;

    S3Scratch(S3Link link, ProbeRun run) {
        this.link = link;
        this.trial = new S3Trial(link.calls(), run);
    }

    /** Removes everything, also in a thread that was interrupted, which then is so again; how many objects are left. */
    int clear() throws StorageException {
        cleared = true;
        boolean interrupted = Thread.interrupted();
        try {
            List<String> keys = keys();
            for (int page = 0; !keys.isEmpty() && page < MAX_PAGES; page++) {
                for (String key : keys) {
                    trial.ask(
                            "",
                            () -> trial.client()
                                    .deleteObject(request ->
                                            request.bucket(trial.bucket()).key(key)));
                }
                keys = keys();
            }
            return keys.size();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Some of what is there; none only where the store says that nothing is. */
    private List<String> keys() throws StorageException {
        ListObjectsV2Response page = page(request -> {});
        for (int empty = 0; page.contents().isEmpty() && empty < MAX_PAGES; empty++) {
            String token = page.nextContinuationToken();
            if (!Boolean.TRUE.equals(page.isTruncated()) || token == null) {
                break;
            }
            page = page(request -> request.continuationToken(token));
        }
        List<String> keys = page.contents().stream().map(S3Object::key).toList();
        for (String key : keys) {
            if (!key.startsWith(trial.key(""))) {
                throw new IntegrityException(
                        context(), "the store lists a key that is not below the prefix; nothing more is deleted");
            }
        }
        return keys;
    }

    private ListObjectsV2Response page(Consumer<ListObjectsV2Request.Builder> more) throws StorageException {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(trial.bucket()).prefix(trial.key(""));
        more.accept(request);
        ListObjectsV2Request built = request.build();
        S3Trial.Answer<ListObjectsV2Response> answer =
                trial.ask("", () -> trial.client().listObjectsV2(built));
        return answer.value()
                .orElseThrow(() -> S3Errors.failed(S3Purpose.STAGE, context(), "a listing: " + answer.said()));
    }

    private ErrorContext context() {
        return ErrorContext.of(Operation.LIST, trial.calls().root(), trial.key(""));
    }

    /** Clears if nobody has: the questions have failed, and why is what is told. */
    @Override
    public void close() {
        try (link) {
            if (!cleared) {
                clear();
            }
        } catch (StorageException e) {
            // The objects stay, below a prefix whose name says whose they are.
            cleared = true;
        }
    }
}
