package io.siltstone.s3;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The pages of a listing, however short the store makes them. Nothing in an answer is believed unseen: a page must say
 * whether it is the last, go on with a token that was not there before, and hold nothing outside of what was asked, out of
 * order or of a negative size. What is no key of a caller, such as a directory marker, is left out.
 */
final class S3Pages implements S3PageSource {

    /** Keys order as in every listing; a directory counts as its name with the slash. */
    private static final Comparator<Item> ORDER = (a, b) -> Utf8Order.compare(a.text(), b.text());

    private final S3Calls calls;
    private final ErrorContext context;
    private final KeyPrefix prefix;
    private final boolean oneLevel;
    private final Optional<String> startAfter;
    private int emptyPages;
    private @Nullable String token;
    private String last;
    private boolean ended;

    S3Pages(S3Calls calls, KeyPrefix prefix, Optional<String> startAfter, boolean oneLevel, ErrorContext context) {
        this.calls = calls;
        this.prefix = prefix;
        this.startAfter = startAfter;
        this.oneLevel = oneLevel;
        this.context = context;
        this.last = this.startAfter.orElse("");
    }

    /** One element of a page: an object, or a directory, whose text ends in a slash. */
    record Item(String text, Optional<ObjectInfo> info) {}

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public List<Item> next() throws StorageException {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(calls.bucket())
                .prefix(prefix.directory())
                .encodingType(EncodingType.URL);
        if (oneLevel) {
            request.delimiter("/");
        }
        if (token == null) {
            startAfter.ifPresent(request::startAfter);
        } else {
            request.continuationToken(token);
        }
        ListObjectsV2Request built = request.build();
        ListObjectsV2Response answer =
                calls.call(S3Purpose.LIST, context, () -> calls.client().listObjectsV2(built));
        boolean truncated = S3Calls.required(answer.isTruncated(), "IsTruncated", context);
        List<Item> items = items(answer);
        ended = !truncated;
        if (truncated) {
            goOn(S3Calls.required(answer.nextContinuationToken(), "NextContinuationToken", context), answer);
        }
        return items;
    }

    /** A longer circle of tokens shows by keys that come again, or by pages without any. */
    private void goOn(String next, ListObjectsV2Response answer) throws IntegrityException {
        boolean empty = answer.contents().isEmpty() && answer.commonPrefixes().isEmpty();
        emptyPages = empty ? emptyPages + 1 : 0;
        if (next.equals(token) || emptyPages > S3Limits.MAX_EMPTY_PAGES) {
            throw new IntegrityException(context, "the store repeats a continuation token, or leads nowhere");
        }
        token = next;
    }

    private List<Item> items(ListObjectsV2Response answer) throws StorageException {
        List<Item> all = new ArrayList<>();
        for (S3Object object : answer.contents()) {
            all.add(new Item(S3Calls.required(object.key(), "Key", context), Optional.empty()));
        }
        List<S3Object> objects = answer.contents();
        List<Item> shown = new ArrayList<>(objects.size());
        requireAscending(all);
        for (int i = 0; i < objects.size(); i++) {
            if (isKey(all.get(i).text())) {
                shown.add(leaf(all.get(i).text(), objects.get(i)));
            }
        }
        if (!oneLevel) {
            last = all.isEmpty() ? last : all.get(all.size() - 1).text();
            return shown;
        }
        for (CommonPrefix directory : answer.commonPrefixes()) {
            Item item = new Item(S3Calls.required(directory.prefix(), "Prefix", context), Optional.empty());
            all.add(item);
            if (isDirectory(item.text())) {
                shown.add(item);
            }
        }
        all.sort(ORDER);
        shown.sort(ORDER);
        requireAscending(all);
        last = all.isEmpty() ? last : all.get(all.size() - 1).text();
        return shown;
    }

    private void requireAscending(List<Item> items) throws IntegrityException {
        String before = last;
        for (Item item : items) {
            if (!item.text().startsWith(prefix.directory())) {
                throw new IntegrityException(
                        context, "the store lists `" + item.text() + "`, which is not below the prefix");
            }
            boolean first = before.isEmpty();
            if (!first && Utf8Order.compare(before, item.text()) >= 0) {
                throw new IntegrityException(
                        context, "the store lists `" + item.text() + "` out of order after `" + before + "`");
            }
            before = item.text();
        }
    }

    private Item leaf(String text, S3Object object) throws StorageException {
        ObjectInfo info = new ObjectInfo(
                ObjectKey.of(text),
                S3Calls.size(object.size(), context),
                S3Calls.required(object.lastModified(), "LastModified", context),
                Optional.ofNullable(object.eTag()).map(S3EtagQuoting::version));
        return new Item(text, Optional.of(info));
    }

    private static boolean isKey(String text) {
        return ObjectKey.violation(text, KeyProfile.RAW).isEmpty();
    }

    private boolean isDirectory(String text) {
        return text.endsWith("/")
                && text.length() > prefix.directory().length() + 1
                && isKey(text.substring(0, text.length() - 1));
    }
}
