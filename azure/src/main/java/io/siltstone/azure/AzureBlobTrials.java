package io.siltstone.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeRun;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

/** Questions about a container in the words of the protocol. */
final class AzureBlobTrials {

    /** In the order of their UTF-8 bytes, which is not that of their UTF-16 units: the last two change places there. */
    private static final List<String> NAMES = List.of("A", "a", "a.b", "ab", "d/1", "\uFFFD", "\uD83D\uDE00");

    /** Far from the 15 minutes from which on the service refuses requests, and beyond what a slow answer explains. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final BinaryData CONTENT = BinaryData.fromString("content");

    private static final String BLOCK_ID = Base64.getEncoder().encodeToString(new byte[AzureBlobLimits.BLOCK_ID_BYTES]);

    private final AzureBlobClient client;
    private final ProbeRun run;
    private final String directory;
    private final ErrorContext context;

    AzureBlobTrials(AzureBlobClient client, AzureBlobConfig config, ProbeRun run) {
        this.client = client;
        this.run = run;
        this.directory = config.keyPrefix().directory() + run.scratch().directory();
        this.context = ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE, directory);
    }

    ProbeFinding clock() throws StorageException {
        Response<BlockBlobItem> answer = put("clock", new BlockBlobSimpleUploadOptions(CONTENT));
        String date = answer.getHeaders().getValue(HttpHeaderName.DATE);
        if (date == null) {
            return ProbeFinding.unknown("answers have no date");
        }
        Instant there = client.ask(
                context, () -> new DateTimeRfc1123(date).getDateTime().toInstant());
        long seconds = Duration.between(run.runtime().clock().instant(), there).toSeconds();
        String apart =
                Math.abs(seconds) <= 1 ? "as here" : Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead");
        return ProbeFinding.of(Math.abs(seconds) <= SKEW.toSeconds(), apart);
    }

    ProbeFinding checksums() throws StorageException {
        byte[] wrong = new byte[16];
        boolean blob =
                refuses(() -> put("checksums/blob", new BlockBlobSimpleUploadOptions(CONTENT).setContentMd5(wrong)));
        boolean block = refuses(() -> client.ask(
                context,
                () -> blob("checksums/block")
                        .stageBlockWithResponse(
                                new BlockBlobStageBlockOptions(BLOCK_ID, CONTENT).setContentMd5(wrong),
                                null,
                                Context.NONE)));
        return ProbeFinding.of(
                blob && block,
                "a wrong MD5 of a blob: " + (blob ? "refused" : "believed") + "; of a block: "
                        + (block ? "refused" : "believed"));
    }

    private interface Request {
        Object send() throws StorageException;
    }

    private static boolean refuses(Request request) throws StorageException {
        try {
            request.send();
            return false;
        } catch (IntegrityException | BackendFailureException e) {
            // Azurite has another code for it than the service.
            return true;
        }
    }

    ProbeFinding uncommittedBlocks() throws StorageException {
        BlockBlobClient blob = blob("uncommitted/one");
        String id = stage(blob);
        boolean visible = client.ask(context, blob::exists);
        int held = client.ask(context, () -> blob.listBlocks(BlockListType.UNCOMMITTED))
                .getUncommittedBlocks()
                .size();
        client.ask(
                context,
                () -> blob.commitBlockListWithResponse(List.of(id), null, null, null, absent(), null, Context.NONE));
        boolean same = client.ask(context, blob::downloadContent).toString().equals("content");
        boolean good = !visible && held == 1 && same;
        return ProbeFinding.of(
                good,
                good
                        ? "found again, invisible, and committed where nothing is"
                        : (visible ? "visible, " : "") + held + " of 1 found again"
                                + (same ? "" : ", with other bytes"));
    }

    /** "Put Blob": it makes the blob, and discards what was staged. */
    ProbeFinding createOverUncommitted() throws StorageException {
        BlockBlobClient blob = blob("uncommitted/two");
        stage(blob);
        try {
            put("uncommitted/two", new BlockBlobSimpleUploadOptions(CONTENT).setRequestConditions(absent()));
            return ProbeFinding.ok("a create-only PUT takes them for nothing");
        } catch (AlreadyExistsException e) {
            // Makes a blob of them that can be cleared away.
            put("uncommitted/two", new BlockBlobSimpleUploadOptions(CONTENT));
            return ProbeFinding.deviates(
                    "a create-only PUT takes them for a blob; a commit does not, and is used then");
        }
    }

    ProbeFinding rangeAtEnd() throws StorageException {
        put("range", new BlockBlobSimpleUploadOptions(CONTENT));
        try {
            long end = CONTENT.toBytes().length;
            client.ask(
                    context,
                    () -> blob("range")
                            .downloadStreamWithResponse(
                                    new ByteArrayOutputStream(),
                                    new BlobRange(end, 1L),
                                    null,
                                    null,
                                    false,
                                    null,
                                    Context.NONE));
            return ProbeFinding.deviates("one that begins at the end is no error");
        } catch (InvalidRangeException e) {
            return ProbeFinding.ok("one that begins at the end is refused");
        }
    }

    ProbeFinding order() throws StorageException {
        for (String name : NAMES) {
            put("list/" + name, new BlockBlobSimpleUploadOptions(CONTENT));
        }
        String prefix = directory + "list/";
        List<String> names = client.ask(
                context,
                () -> client.container().listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
                        .map(BlobItem::getName)
                        .map(name -> name.substring(prefix.length()))
                        .toList());
        if (names.equals(NAMES)) {
            return ProbeFinding.ok("by UTF-8 bytes");
        }
        boolean complete = new HashSet<>(names).equals(new HashSet<>(NAMES));
        boolean utf16 = names.equals(names.stream().sorted().toList());
        return ProbeFinding.deviates(
                !complete ? "keys are missing, or too many" : utf16 ? "by UTF-16 units; sorted here" : "not in order");
    }

    private String stage(BlockBlobClient blob) throws StorageException {
        return client.ask(context, () -> {
            blob.stageBlock(BLOCK_ID, CONTENT);
            return BLOCK_ID;
        });
    }

    private Response<BlockBlobItem> put(String name, BlockBlobSimpleUploadOptions options) throws StorageException {
        return client.ask(context, () -> blob(name).uploadWithResponse(options, null, Context.NONE));
    }

    private static BlobRequestConditions absent() {
        return new BlobRequestConditions().setIfNoneMatch("*");
    }

    private BlockBlobClient blob(String name) {
        return client.blob(directory + name);
    }
}
