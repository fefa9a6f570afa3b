package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.probe.ProbeFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Questions about the pages of a listing, as the store gives them. */
final class S3ListTrials {

    private static final String AREA = "list/";

    /** In the order of their UTF-8 bytes, which is not that of their UTF-16 units: the last two change places there. */
    private static final List<String> NAMES = List.of("A", "a", "a.b", "ab", "d/1", "d/2", "\uFFFD", "\uD83D\uDE00");

    private static final int PAGE = 3;

    private final S3Trial trial;

    S3ListTrials(S3Trial trial) {
        this.trial = trial;
    }

    ProbeFinding order() throws StorageException {
        for (String name : NAMES) {
            trial.version(AREA + name, "x");
        }
        List<String> names = names(page(request -> {}));
        if (names.equals(NAMES)) {
            return ProbeFinding.ok("by UTF-8 bytes");
        }
        boolean complete = new HashSet<>(names).equals(new HashSet<>(NAMES));
        boolean utf16 = names.equals(names.stream().sorted().toList());
        return ProbeFinding.deviates(
                !complete ? "keys are missing, or too many" : utf16 ? "by UTF-16 units" : "not in order");
    }

    ProbeFinding startAfter() throws StorageException {
        boolean there = begins(page(request -> request.startAfter(key("a.b"))));
        boolean absent = begins(page(request -> request.startAfter(key("a.c"))));
        ListObjectsV2Response within = page(request -> request.delimiter("/").startAfter(key("d/1")));
        boolean skipped =
                within.commonPrefixes().stream().map(CommonPrefix::prefix).noneMatch(key("d/")::equals);
        return ProbeFinding.of(
                there && absent,
                (there && absent ? "kept" : "not kept: from another key on") + "; a common prefix that it lies in is "
                        + (skipped ? "skipped" : "given"));
    }

    /** Whether the page has what comes after the third name, in whatever order. */
    private boolean begins(ListObjectsV2Response page) {
        List<String> names = names(page);
        List<String> after = NAMES.subList(NAMES.indexOf("a.b") + 1, NAMES.size());
        return names.size() == after.size() && new HashSet<>(names).equals(new HashSet<>(after));
    }

    ProbeFinding pages() throws StorageException {
        List<String> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        ListObjectsV2Response page = page(request -> request.maxKeys(PAGE));
        while (true) {
            sizes.add(page.contents().size());
            all.addAll(names(page));
            String token = page.nextContinuationToken();
            if (!Boolean.TRUE.equals(page.isTruncated()) || token == null || sizes.size() > NAMES.size()) {
                break;
            }
            page = page(request -> request.maxKeys(PAGE).continuationToken(token));
        }
        boolean whole = new HashSet<>(all).equals(new HashSet<>(NAMES)) && all.size() == NAMES.size();
        boolean bounded = sizes.stream().allMatch(size -> size <= PAGE);
        boolean shortPages = sizes.subList(0, sizes.size() - 1).stream().anyMatch(size -> size < PAGE);
        return ProbeFinding.of(
                whole && bounded,
                (whole ? "complete" : "not complete") + ", " + NAMES.size() + " keys in pages of " + sizes + " for "
                        + PAGE + (shortPages ? "; short ones before the end" : ""));
    }

    private ListObjectsV2Response page(Consumer<ListObjectsV2Request.Builder> more) throws StorageException {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(trial.bucket()).prefix(key(""));
        more.accept(request);
        ListObjectsV2Request built = request.build();
        S3Trial.Answer<ListObjectsV2Response> answer =
                trial.ask(AREA, () -> trial.client().listObjectsV2(built));
        return answer.value()
                .orElseThrow(() -> new IntegrityException(
                        ErrorContext.of(Operation.LIST, trial.calls().root(), key("")), answer.said()));
    }

    private List<String> names(ListObjectsV2Response page) {
        return page.contents().stream()
                .map(S3Object::key)
                .map(key -> key.startsWith(key("")) ? key.substring(key("").length()) : key)
                .toList();
    }

    private String key(String name) {
        return trial.key(AREA + name);
    }
}
