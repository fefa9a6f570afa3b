package io.siltstone.s3;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeFinding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Questions about uploads in parts. None outlives its question. */
final class S3MultipartTrials {

    private final S3Trial trial;

    S3MultipartTrials(S3Trial trial) {
        this.trial = trial;
    }

    ProbeFinding multipart() throws StorageException {
        String name = "multipart/one";
        try (Upload upload = begin(name, "joined")) {
            boolean invisible = trial.content(name).isEmpty();
            S3Trial.Answer<?> listed = trial.ask(
                    name,
                    () -> trial.client()
                            .listParts(request -> request.bucket(trial.bucket())
                                    .key(trial.key(name))
                                    .uploadId(upload.id()))
                            .parts());
            S3Trial.Answer<?> completed = upload.complete(request -> {});
            boolean same = trial.content(name).orElse("").equals("joined");
            boolean good = invisible && listed.isTaken() && completed.isTaken() && same;
            return ProbeFinding.of(
                    good,
                    good
                            ? "parts are joined, listed, and invisible until then"
                            : "parts are " + (invisible ? "" : "visible too early, ") + "listed: " + listed.said()
                                    + ", joined: " + completed.said() + (same ? "" : ", with other bytes"));
        }
    }

    ProbeFinding conditions(S3EtagQuoting quoting, boolean replaceKept) throws StorageException {
        String name = "multipart/conditions";
        String old = quoting.header(trial.version(name, "first"));
        String version = quoting.header(trial.version(name, "second"));
        boolean created = refuses(name, request -> request.ifNoneMatch("*"));
        boolean replaced = !replaceKept || (refuses(name, request -> request.ifMatch(old)) && takes(name, version));
        String observed = "If-None-Match: * when parts are joined: " + (created ? "kept" : "not looked at")
                + (replaceKept ? "; If-Match: " + (replaced ? "kept" : "not kept") : "");
        return ProbeFinding.of(created && replaced, observed).with("conditionalMultipart", created && replaced);
    }

    private boolean refuses(String name, Consumer<CompleteMultipartUploadRequest.Builder> condition)
            throws StorageException {
        Optional<String> before = trial.content(name);
        try (Upload upload = begin(name, "joined in spite of a condition")) {
            return upload.complete(condition).isPreconditionFailed()
                    && trial.content(name).equals(before);
        }
    }

    private boolean takes(String name, String version) throws StorageException {
        try (Upload upload = begin(name, "joined as it should be")) {
            return upload.complete(request -> request.ifMatch(version)).isTaken();
        }
    }

    private Upload begin(String name, String content) throws StorageException {
        CreateMultipartUploadRequest.Builder create =
                CreateMultipartUploadRequest.builder().bucket(trial.bucket()).key(trial.key(name));
        trial.calls().sealing().apply(create);
        CreateMultipartUploadRequest created = create.build();
        S3Trial.Answer<String> id = trial.ask(
                name, () -> trial.client().createMultipartUpload(created).uploadId());
        Upload upload = new Upload(name, taken(name, id));
        try {
            upload.part(content);
            return upload;
        } catch (StorageException e) {
            upload.close();
            throw e;
        }
    }

    private <T> T taken(String name, S3Trial.Answer<T> answer) throws IntegrityException {
        ErrorContext context = ErrorContext.of(Operation.OPEN, trial.calls().root(), trial.key(name));
        return S3Calls.required(answer.value().orElse(null), "success: " + answer.said(), context);
    }

    /** An upload of one part, aborted in the end if it was not completed. */
    private final class Upload implements AutoCloseable {

        private final String name;
        private final String id;
        private String etag = "";

        Upload(String name, String id) {
            this.name = name;
            this.id = id;
        }

        String id() {
            return id;
        }

        void part(String content) throws StorageException {
            UploadPartRequest.Builder part = UploadPartRequest.builder()
                    .bucket(trial.bucket())
                    .key(trial.key(name))
                    .uploadId(id)
                    .partNumber(1);
            trial.calls().sealing().apply(part);
            UploadPartRequest built = part.build();
            RequestBody body = RequestBody.fromBytes(content.getBytes(StandardCharsets.UTF_8));
            etag = taken(
                    name,
                    trial.ask(name, () -> trial.client().uploadPart(built, body).eTag()));
        }

        S3Trial.Answer<?> complete(Consumer<CompleteMultipartUploadRequest.Builder> condition) throws StorageException {
            CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                    .bucket(trial.bucket())
                    .key(trial.key(name))
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(
                            CompletedPart.builder().partNumber(1).eTag(etag).build()));
            condition.accept(request);
            CompleteMultipartUploadRequest built = request.build();
            return trial.ask(name, () -> trial.client().completeMultipartUpload(built));
        }

        @Override
        public void close() throws StorageException {
            ErrorContext context = ErrorContext.of(Operation.OPEN, trial.calls().root(), trial.key(name));
            new S3Multipart(trial.calls(), ObjectKey.of(trial.key(name)), id, context).abortQuietly();
        }
    }
}
