package io.siltstone.testkit.wire;

import io.siltstone.core.Sleeper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** Sends answers, well or badly. */
final class WireWriter {

    private static final int HUGE_HEADER_BYTES = 300 * 1024;
    private static final Duration TRICKLE = Duration.ofSeconds(1);
    private static final int PIECE_BYTES = 64 * 1024;
    private static final String LENGTH = "Content-Length: ";

    private final Socket socket;
    private final OutputStream out;
    private final Sleeper sleeper;
    private final LongUnaryOperator draw;
    private final LongConsumer sent;

    /** @param sent is told how many bytes of a body went out */
    WireWriter(Socket socket, Sleeper sleeper, LongUnaryOperator draw, LongConsumer sent) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.sleeper = sleeper;
        this.draw = draw;
        this.sent = sent;
    }

    void sendContinue() throws IOException {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Sends the answer.
     *
     * @param bodiless after a HEAD: the length is told, the body is not sent
     * @return whether the connection goes on
     */
    boolean send(WireResponse response, Delivery delivery, boolean bodiless) throws IOException {
        byte[] body = bodiless ? new byte[0] : response.body();
        String head = head(response);
        String length = mayHaveLength(response) ? LENGTH + response.body().length + "\r\n" : "";
        switch (delivery) {
            case RESET_AT_ONCE, RESET_AFTER_REQUEST, RESET_BEFORE_ANSWER -> reset();
            case CLOSE_BEFORE_ANSWER -> socket.close();
            case RESET_IN_HEAD -> {
                write(head.substring(0, head.length() / 2));
                reset();
            }
            case RESET_IN_BODY -> {
                write(head + length + "\r\n", body, cut(body));
                reset();
            }
            case STALL_BEFORE_ANSWER -> stall();
            case STALL_IN_HEAD -> {
                write(head.substring(0, head.length() / 2));
                stall();
            }
            case STALL_IN_BODY -> {
                write(head + length + "\r\n", body, cut(body));
                stall();
            }
            case TRICKLE -> {
                write(head + length + "\r\n");
                trickle(body);
                return true;
            }
            case CUT_BODY -> write(head + length + "\r\n", body, cut(body));
            case CUT_BODY_WITHOUT_LENGTH -> write(head + "Connection: close\r\n\r\n", body, cut(body));
            case CUT_CHUNKS -> {
                int cut = cut(body);
                write(head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(cut) + "\r\n", body, cut);
                write("\r\n");
            }
            case MORE_THAN_DECLARED -> {
                write(head + length + "\r\n", body, body.length);
                write("and more than was declared");
            }
            case TWO_LENGTHS -> write(head + length + LENGTH + (body.length + 1) + "\r\n\r\n", body, body.length);
            case HUGE_HEAD -> {
                write(head + "x-huge: " + "x".repeat(HUGE_HEADER_BYTES) + "\r\n" + length + "\r\n", body, body.length);
                return true;
            }
            case CLOSE_AFTER_ANSWER -> write(head + length + "\r\n", body, body.length);
            case WHOLE, NO_CONTINUE -> {
                write(head + length + "\r\n", body, body.length);
                return true;
            }
        }
        return false;
    }

    private static String head(WireResponse response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " -\r\n");
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("Content-Length")) {
                head.append(header.getKey() + ": " + header.getValue() + "\r\n");
            }
        }
        return head.toString();
    }

    private static boolean mayHaveLength(WireResponse response) {
        return response.status() != 204 && response.status() != 304;
    }

    /** Less than the whole. */
    private int cut(byte[] body) {
        return body.length == 0 ? 0 : (int) draw.applyAsLong(body.length);
    }

    private void write(String head) throws IOException {
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void write(String head, byte[] body, int length) throws IOException {
        write(head);
        for (int at = 0; at < length; at += PIECE_BYTES) {
            int piece = Math.min(PIECE_BYTES, length - at);
            // Counted first: a client that has the last piece finds it counted.
            sent.accept(piece);
            out.write(body, at, piece);
        }
        out.flush();
    }

    private void trickle(byte[] body) throws IOException {
        try {
            for (byte b : body) {
                sleeper.sleep(TRICKLE);
                out.write(b);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close();
        }
    }

    /** Until the client or the server gives up. */
    private void stall() throws IOException {
        byte[] ignored = new byte[1024];
        while (socket.getInputStream().read(ignored) >= 0) {
            // What the client sends now gets no answer.
        }
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
