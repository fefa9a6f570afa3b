package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeRun;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Single requests below the scratch prefix, whose refusals are answers and not errors. */
final class S3Trial {

    private static final int NOT_FOUND = 404;

    private final S3Calls calls;
    private final String directory;

    S3Trial(S3Calls calls, ProbeRun run) {
        this.calls = calls;
        this.directory = calls.config().keyPrefix().directory() + run.scratch().directory();
    }

    /**
     * What a request came to.
     *
     * @param status 200 for any success
     * @param said status and error code, for people
     * @param value empty for a refusal
     */
    record Answer<T>(int status, String said, Optional<T> value) {

        boolean isTaken() {
            return value.isPresent();
        }

        /** RFC 9110 section 15.5.13; AWS answers 409 to a condition that meets another writer. */
        boolean isPreconditionFailed() {
            return status == 412 || status == 409;
        }
    }

    S3Client client() {
        return calls.client();
    }

    S3Calls calls() {
        return calls;
    }

    String bucket() {
        return calls.bucket();
    }

    String key(String name) {
        return directory + name;
    }

    /** Makes a request; what got no answer at all is an error. */
    <T> Answer<T> ask(String name, Supplier<T> request) throws StorageException {
        ErrorContext context = calls.begin(Operation.OPEN, key(name));
        try {
            return new Answer<>(200, "taken", Optional.of(request.get()));
        } catch (AwsServiceException e) {
            String code = Optional.ofNullable(e.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .map(text -> " " + text)
                    .orElse("");
            return new Answer<>(e.statusCode(), "HTTP " + e.statusCode() + code, Optional.empty());
        } catch (RuntimeException e) {
            throw S3Failures.translate(e, S3Purpose.STAGE, context);
        } catch (StackOverflowError e) {
            // As in S3Calls: a document that is nested deeply enough is no failure of this process.
            throw S3Errors.failed(S3Purpose.STAGE, context, "the answer is nested too deeply");
        }
    }

    Answer<PutObjectResponse> put(String name, String content, Consumer<PutObjectRequest.Builder> more)
            throws StorageException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket()).key(key(name));
        calls.sealing().apply(request);
        more.accept(request);
        PutObjectRequest built = request.build();
        return ask(name, () -> client().putObject(built, RequestBody.fromString(content)));
    }

    /** Puts without any condition, which must succeed, and gives the version. */
    String version(String name, String content) throws StorageException {
        Answer<PutObjectResponse> answer = put(name, content, request -> {});
        ErrorContext context = ErrorContext.of(Operation.WRITE, calls.root(), key(name));
        return S3EtagQuoting.version(answer.value()
                .map(PutObjectResponse::eTag)
                .orElseThrow(() -> S3Errors.failed(S3Purpose.STAGE, context, "a plain PUT: " + answer.said())));
    }

    Answer<ResponseBytes<GetObjectResponse>> get(String name, Consumer<GetObjectRequest.Builder> more)
            throws StorageException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket()).key(key(name));
        calls.sealing().apply(request);
        more.accept(request);
        GetObjectRequest built = request.build();
        return ask(name, () -> client().getObjectAsBytes(built));
    }

    /** The content; empty where the store says that there is no such object. */
    Optional<String> content(String name) throws StorageException {
        Answer<ResponseBytes<GetObjectResponse>> answer = get(name, request -> {});
        if (!answer.isTaken() && answer.status() != NOT_FOUND) {
            throw S3Errors.failed(
                    S3Purpose.STAGE,
                    ErrorContext.of(Operation.READ, calls.root(), key(name)),
                    "a plain GET: " + answer.said());
        }
        return answer.value().map(bytes -> bytes.asString(StandardCharsets.UTF_8));
    }
}
