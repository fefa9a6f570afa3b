package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers changed into what no honest service says. */
final class AzureForgeries {

    private static final Pattern BLOB = Pattern.compile("<Blob>.*?</Blob>", Pattern.DOTALL);
    private static final Pattern TWO_BLOBS = Pattern.compile("(<Blob>.*?</Blob>)(<Blob>.*?</Blob>)", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("--batchresponse\r\n.*?(?=--batchresponse)", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 202 ");

    private AzureForgeries() {}

    static WireResponse doubleFirst(WireResponse page) {
        Matcher first = BLOB.matcher(page.text());
        return first.find() ? page.withBody(page.text().replace(first.group(), first.group() + first.group())) : page;
    }

    static WireResponse swapFirst(WireResponse page) {
        return page.withBody(TWO_BLOBS.matcher(page.text()).replaceFirst("$2$1"));
    }

    /** Goes on with the first page, again and again. */
    static WireResponse sameMarker(WireResponse page) {
        return page.withBody(page.text()
                .replaceFirst(
                        "<NextMarker>.*?</NextMarker>",
                        "<NextMarker>" + AzureLists.encodeMarker("n") + "</NextMarker>"));
    }

    static WireResponse emptyPage() {
        return sameMarker(WireResponse.xml(
                200,
                new WireDocument("EnumerationResults")
                        .begin("Blobs")
                        .close()
                        .text("NextMarker", "")
                        .end()));
    }

    static WireResponse withoutMarker(WireResponse page) {
        return page.withBody(page.text().replaceFirst("<NextMarker>.*?</NextMarker>", ""));
    }

    static WireResponse firstName(WireResponse page, String name) {
        return page.withBody(page.text().replaceFirst("<Name>.*?</Name>", "<Name>" + name + "</Name>"));
    }

    static WireResponse size(WireResponse page, String size) {
        return page.withBody(page.text()
                .replaceFirst("<Content-Length>.*?</Content-Length>", "<Content-Length>" + size + "</Content-Length>"));
    }

    static WireResponse withoutEtags(WireResponse page) {
        return page.withBody(page.text().replaceAll("<Etag>.*?</Etag>", ""));
    }

    /** The first part is answered as failed, though it was done. */
    static WireResponse errorForFirst(WireResponse batch) {
        return batch.withBody(STATUS.matcher(batch.text()).replaceFirst("HTTP/1.1 500 "));
    }

    static WireResponse withoutFirstPart(WireResponse batch) {
        return batch.withBody(PART.matcher(batch.text()).replaceFirst(""));
    }

    /** Every part is answered as done, and none is. */
    static WireResponse claimDone(WireRequest batch) {
        StringBuilder answers = new StringBuilder();
        for (AzureBatch.Part part : AzureBatch.parts(batch)) {
            answers.append(AzureBatch.answer(part.id(), WireResponse.of(202)));
        }
        return AzureBatch.of(answers.toString());
    }
}
