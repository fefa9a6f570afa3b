package io.siltstone.testkit.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the bodies of requests: a list of elements, each with texts inside. */
final class S3Elements {

    private S3Elements() {}

    /** The texts in each element of the name, by their own names. */
    static List<Map<String, String>> named(String element, byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return read(element, factory.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException e) {
            throw S3Refusal.of(400, "MalformedXML");
        }
    }

    private static List<Map<String, String>> read(String element, XMLStreamReader reader) throws XMLStreamException {
        List<Map<String, String>> found = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    if (reader.getLocalName().equals(element)) {
                        texts = new HashMap<>();
                    }
                }
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (reader.getLocalName().equals(element)) {
                        found.add(texts);
                    } else {
                        texts.put(reader.getLocalName(), text.toString());
                    }
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return found;
    }
}
