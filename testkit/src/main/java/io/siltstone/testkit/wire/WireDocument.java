package io.siltstone.testkit.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes one XML document. */
public final class WireDocument {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    public WireDocument(String root) {
        begin(root);
    }

    public WireDocument begin(String element) {
        return begin(element, "");
    }

    /** @param attributes as they are written; empty for none */
    public WireDocument begin(String element, String attributes) {
        text.append('<')
                .append(element)
                .append(attributes.isEmpty() ? "" : " " + attributes)
                .append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    public WireDocument close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    public WireDocument text(String element, Object content) {
        return begin(element).text(content).close();
    }

    /** Into the element that was begun last. */
    public WireDocument text(Object content) {
        text.append(escape(content.toString()));
        return this;
    }

    /** Ends all elements, and gives the document. */
    public String end() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
