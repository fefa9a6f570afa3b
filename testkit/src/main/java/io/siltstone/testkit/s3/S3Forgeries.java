package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers changed into what no honest server says. */
final class S3Forgeries {

    private static final Pattern CONTENTS = Pattern.compile("<Contents>.*?</Contents>", Pattern.DOTALL);
    private static final Pattern TWO_CONTENTS =
            Pattern.compile("(<Contents>.*?</Contents>)(<Contents>.*?</Contents>)", Pattern.DOTALL);
    private static final Pattern DELETED = Pattern.compile("<Deleted><Key>(.*?)</Key></Deleted>", Pattern.DOTALL);

    private S3Forgeries() {}

    static WireResponse doubleFirst(WireResponse page) {
        Matcher first = CONTENTS.matcher(page.text());
        return first.find() ? page.withBody(page.text().replace(first.group(), first.group() + first.group())) : page;
    }

    static WireResponse swapFirst(WireResponse page) {
        return page.withBody(TWO_CONTENTS.matcher(page.text()).replaceFirst("$2$1"));
    }

    static WireResponse sameToken(WireResponse page) {
        return page.withBody(page.text()
                .replaceFirst("<IsTruncated>.*?</IsTruncated>", "<IsTruncated>true</IsTruncated>")
                .replaceFirst("<NextContinuationToken>.*?</NextContinuationToken>", "")
                .replace(
                        "</ListBucketResult>",
                        "<NextContinuationToken>" + S3Lists.encodeToken("") + "</NextContinuationToken>"
                                + "</ListBucketResult>"));
    }

    static WireResponse emptyPage() {
        return sameToken(WireResponse.xml(
                200,
                new WireDocument("ListBucketResult")
                        .text("KeyCount", 0)
                        .text("IsTruncated", true)
                        .end()));
    }

    static WireResponse withoutToken(WireResponse page) {
        return page.withBody(page.text()
                .replaceFirst("<IsTruncated>.*?</IsTruncated>", "<IsTruncated>true</IsTruncated>")
                .replaceFirst("<NextContinuationToken>.*?</NextContinuationToken>", ""));
    }

    static WireResponse firstKey(WireResponse page, String key) {
        return page.withBody(page.text().replaceFirst("<Key>.*?</Key>", "<Key>" + S3Lists.encode(key) + "</Key>"));
    }

    static WireResponse negativeSize(WireResponse page) {
        return page.withBody(page.text().replaceFirst("<Size>.*?</Size>", "<Size>-5</Size>"));
    }

    /** The first key is reported as failed, though it is gone. */
    static WireResponse errorForFirst(WireResponse result) {
        return result.withBody(DELETED.matcher(result.text())
                .replaceFirst("<Error><Key>$1</Key><Code>InternalError</Code><Message>-</Message></Error>"));
    }

    static WireResponse withoutFirstDeleted(WireResponse result) {
        return result.withBody(DELETED.matcher(result.text()).replaceFirst(""));
    }

    /** Every key is reported as deleted, and none is. */
    static WireResponse claimDeleted(WireRequest request) {
        WireDocument document = new WireDocument("DeleteResult");
        for (Map<String, String> object :
                S3Elements.named("Object", S3Content.unpack(request).body())) {
            document.begin("Deleted")
                    .text("Key", object.getOrDefault("Key", ""))
                    .close();
        }
        return WireResponse.xml(200, document.end());
    }
}
