package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireReader;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests within a request: each is answered as if it had come alone. "Blob Batch". */
final class AzureBatch {

    /** Subrequests of one batch. */
    private static final int LIMIT = 256;

    private static final String LINE = "\r\n";

    /** The SDK takes a status only where a word follows. */
    private static final String REASON = " Answered";

    private final AzureContainers containers;
    private final WireHandler handler;

    AzureBatch(AzureContainers containers, WireHandler handler) {
        this.containers = containers;
        this.handler = handler;
    }

    /**
     * A part of a batch.
     *
     * @param id by which its answer is found
     * @param request what is asked
     */
    record Part(String id, WireRequest request) {}

    WireResponse answer(WireRequest batch) {
        containers.of(batch);
        List<Part> parts = parts(batch);
        if (parts.isEmpty() || parts.size() > LIMIT) {
            throw AzureRefusal.of(400, "InvalidInput");
        }
        StringBuilder body = new StringBuilder();
        for (Part part : parts) {
            body.append(answer(part.id(), handler.handle(part.request())));
        }
        return of(body.toString());
    }

    /** The answer to a batch, of answers to its parts. */
    static WireResponse of(String answers) {
        return WireResponse.of(202)
                .with("Content-Type", "multipart/mixed; boundary=batchresponse")
                .withBody(answers + "--batchresponse--" + LINE);
    }

    /** The answer to one part. */
    static String answer(String id, WireResponse response) {
        StringBuilder text = new StringBuilder("--batchresponse" + LINE + "Content-Type: application/http" + LINE
                + "Content-ID: " + id + LINE + LINE + "HTTP/1.1 " + response.status() + REASON + LINE);
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            text.append(header.getKey()).append(": ").append(header.getValue()).append(LINE);
        }
        return text.append(LINE).append(response.text()).append(LINE).toString();
    }

    /** What a batch asks for. */
    static List<Part> parts(WireRequest batch) {
        String type = batch.header("content-type").orElse("");
        int at = type.indexOf("boundary=");
        if (at < 0) {
            throw AzureRefusal.of(400, "InvalidHeaderValue");
        }
        String boundary = "--" + type.substring(at + "boundary=".length());
        String body = new String(batch.body(), StandardCharsets.UTF_8);
        List<Part> parts = new ArrayList<>();
        try {
            for (int from = body.indexOf(boundary); from >= 0 && !body.startsWith("--", from + boundary.length()); ) {
                int to = body.indexOf(boundary, from + boundary.length());
                if (to < 0) {
                    throw AzureRefusal.of(400, "InvalidInput");
                }
                parts.add(part(body.substring(from + boundary.length() + LINE.length(), to)));
                from = to;
            }
        } catch (IOException e) {
            throw AzureRefusal.of(400, "InvalidInput");
        }
        return parts;
    }

    private static Part part(String text) throws IOException {
        WireReader reader = new WireReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        String id = reader.readFields().getOrDefault("content-id", "");
        return new Part(id, reader.readHead().orElseThrow(() -> new IOException("a part without a request")));
    }
}
