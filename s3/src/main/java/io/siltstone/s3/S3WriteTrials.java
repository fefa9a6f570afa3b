package io.siltstone.s3;

import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeFinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Questions about uploads, their conditions and deletes, in the very words of the protocol. */
final class S3WriteTrials {

    /** Of nothing that is ever sent here. */
    private static final String WRONG_CRC32 = "AAAAAA==";

    private final S3Trial trial;

    S3WriteTrials(S3Trial trial) {
        this.trial = trial;
    }

    /** Whether uploads pass as this trial's settings make them; the trial decides whether they have checksums. */
    boolean takesUploads() throws StorageException {
        return trial.put("checksums/some", "content", request -> {}).isTaken()
                && trial.put("checksums/none", "", request -> {}).isTaken()
                && trial.put("checksums/framed", "content", S3ChunkedBody::apply)
                        .isTaken()
                && reads("checksums/some").equals(Optional.of("content"))
                && reads("checksums/framed").equals(Optional.of("content"))
                && reads("checksums/none").isPresent();
    }

    /** The content; empty also where reading is refused, as by stores that know no checksums. */
    private Optional<String> reads(String name) throws StorageException {
        return trial.get(name, request -> {}).value().map(bytes -> bytes.asString(StandardCharsets.UTF_8));
    }

    /** For a store that {@link #takesUploads} with checksums. */
    ProbeFinding checksums() throws StorageException {
        boolean returned = trial.get("checksums/some", request -> request.checksumMode(ChecksumMode.ENABLED))
                .value()
                .filter(bytes -> bytes.response().checksumCRC32() != null)
                .isPresent();
        boolean believed = trial.put("checksums/wrong", "content", request -> request.checksumCRC32(WRONG_CRC32))
                .isTaken();
        String observed = "takes them" + (returned ? ", gives them back" : ", gives none back")
                + (believed ? ", believes a wrong one in a header" : ", refuses a wrong one");
        return ProbeFinding.of(returned && !believed, observed).with("checksums", S3Checksums.WHEN_SUPPORTED);
    }

    ProbeFinding createOnly() throws StorageException {
        // Who may not write at all is told so by this one.
        trial.version("if-none-match-not", "unconditional");
        S3Trial.Answer<?> first = trial.put("if-none-match", "first", request -> request.ifNoneMatch("*"));
        S3Trial.Answer<?> second = trial.put("if-none-match", "second", request -> request.ifNoneMatch("*"));
        boolean kept = first.isTaken()
                && second.isPreconditionFailed()
                && trial.content("if-none-match").orElse("").equals("first");
        String observed = kept
                ? "If-None-Match: * is kept"
                : "If-None-Match: * is not kept: first " + first.said() + ", then " + second.said();
        return ProbeFinding.of(kept, observed).with("conditionalCreate", kept);
    }

    ProbeFinding replace() throws StorageException {
        for (S3EtagQuoting quoting : S3EtagQuoting.values()) {
            String name = "if-match/" + quoting;
            String old = quoting.header(trial.version(name, "first"));
            if (trial.put(name, "second", request -> request.ifMatch(old)).isTaken()) {
                S3Trial.Answer<?> stale = trial.put(name, "third", request -> request.ifMatch(old));
                boolean kept = stale.isPreconditionFailed();
                String form = quoting == S3EtagQuoting.QUOTED
                        ? "If-Match with a quoted ETag is "
                        : "a quoted ETag never matches, an unquoted one is ";
                return ProbeFinding.of(
                                kept && quoting == S3EtagQuoting.QUOTED,
                                form + (kept ? "kept" : "taken, but not kept: " + stale.said()))
                        .with("etagQuoting", kept ? quoting : S3EtagQuoting.QUOTED)
                        .with("conditionalReplace", kept);
            }
        }
        return ProbeFinding.deviates("If-Match with the right ETag is refused, quoted or not")
                .with("etagQuoting", S3EtagQuoting.QUOTED)
                .with("conditionalReplace", false);
    }

    ProbeFinding delete(S3EtagQuoting quoting) throws StorageException {
        String old = quoting.header(trial.version("delete-if-match", "first"));
        String version = quoting.header(trial.version("delete-if-match", "second"));
        S3Trial.Answer<?> stale = delete("delete-if-match", old);
        if (trial.content("delete-if-match").isEmpty()) {
            return ProbeFinding.deviates("If-Match is not looked at: another version is deleted")
                    .with("conditionalDelete", false);
        }
        S3Trial.Answer<?> right = delete("delete-if-match", version);
        boolean kept = stale.isPreconditionFailed()
                && right.isTaken()
                && trial.content("delete-if-match").isEmpty();
        return ProbeFinding.of(kept, kept ? "If-Match is kept" : "If-Match is refused: " + right.said())
                .with("conditionalDelete", kept);
    }

    private S3Trial.Answer<?> delete(String name, String condition) throws StorageException {
        return trial.ask(
                name,
                () -> trial.client()
                        .deleteObject(request -> request.bucket(trial.bucket())
                                .key(trial.key(name))
                                .ifMatch(condition)));
    }

    ProbeFinding deleteBatch() throws StorageException {
        Map<String, Boolean> claimed = new TreeMap<>();
        List<ObjectIdentifier> objects = new ArrayList<>();
        for (String name : new String[] {"batch/a", "batch/b c", "batch/ü+%"}) {
            trial.version(name, "content");
            claimed.put(name, false);
            objects.add(ObjectIdentifier.builder().key(trial.key(name)).build());
        }
        S3Trial.Answer<List<DeletedObject>> answer = trial.ask(
                "batch",
                () -> trial.client()
                        .deleteObjects(request -> request.bucket(trial.bucket())
                                .delete(delete -> delete.quiet(false).objects(objects)))
                        .deleted());
        if (!answer.isTaken()) {
            return ProbeFinding.deviates("refused: " + answer.said());
        }
        for (DeletedObject deleted : answer.value().orElseThrow()) {
            claimed.replaceAll((name, before) -> before || trial.key(name).equals(deleted.key()));
        }
        int lies = 0;
        for (Map.Entry<String, Boolean> key : claimed.entrySet()) {
            lies += key.getValue() && trial.content(key.getKey()).isPresent() ? 1 : 0;
        }
        long unmentioned = claimed.values().stream().filter(told -> !told).count();
        if (lies > 0) {
            return ProbeFinding.deviates("dishonest: " + lies + " of " + claimed.size()
                            + " objects are there although it says that they are deleted")
                    .with("verifyDeletes", true);
        }
        return ProbeFinding.of(
                        unmentioned == 0,
                        unmentioned == 0
                                ? "honest: a result for each key"
                                : unmentioned + " of " + claimed.size()
                                        + " keys are not confirmed; they are asked again")
                .with("verifyDeletes", false);
    }

    ProbeFinding copyConditions(S3EtagQuoting quoting) throws StorageException {
        String old = quoting.header(trial.version("copy/from", "first"));
        trial.version("copy/from", "second");
        trial.version("copy/to", "there");
        String source = trial.key("copy/from");
        S3Trial.Answer<?> stale = trial.ask(
                "copy/new",
                () -> trial.client()
                        .copyObject(request -> request.sourceBucket(trial.bucket())
                                .sourceKey(source)
                                .copySourceIfMatch(old)
                                .destinationBucket(trial.bucket())
                                .destinationKey(trial.key("copy/new"))));
        S3Trial.Answer<?> over = trial.ask(
                "copy/to",
                () -> trial.client()
                        .copyObject(request -> request.sourceBucket(trial.bucket())
                                .sourceKey(source)
                                .destinationBucket(trial.bucket())
                                .destinationKey(trial.key("copy/to"))
                                .ifNoneMatch("*")));
        boolean source412 = stale.isPreconditionFailed();
        boolean target412 = over.isPreconditionFailed()
                && trial.content("copy/to").orElse("").equals("there");
        return ProbeFinding.of(
                source412 && target412,
                "on the source's version: " + (source412 ? "kept" : "not kept") + "; If-None-Match: * on the target: "
                        + (target412 ? "kept" : "not kept"));
    }
}
