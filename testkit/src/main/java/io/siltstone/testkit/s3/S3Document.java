package io.siltstone.testkit.s3;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes one XML document. */
final class S3Document {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    S3Document(String root) {
        begin(root);
    }

    S3Document begin(String element) {
        text.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    S3Document close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    S3Document text(String element, Object content) {
        begin(element);
        text.append(escape(content.toString()));
        return close();
    }

    /** Ends all elements, and gives the document. */
    String end() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
