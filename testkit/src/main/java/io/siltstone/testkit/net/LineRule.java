package io.siltstone.testkit.net;

import java.time.Duration;

/**
 * How a connection behaves.
 *
 * @param delay what each request waits before it is passed on: bytes of the client that follow bytes of the server, or are
 *     the first
 * @param bytesPerSecond the bandwidth of each direction; 0 for all there is
 * @param end what happens after the bytes below
 * @param clientBytes after how many bytes of the client it ends; the next ones are not passed on
 * @param serverBytes after how many bytes of the server it ends
 */
public record LineRule(Duration delay, long bytesPerSecond, LineEnd end, long clientBytes, long serverBytes) {

    /** A perfect line. */
    public static final LineRule PLAIN = new LineRule(Duration.ZERO, 0, LineEnd.NONE, Long.MAX_VALUE, Long.MAX_VALUE);

    public LineRule {
        if (delay.isNegative() || bytesPerSecond < 0 || clientBytes < 0 || serverBytes < 0) {
            throw new IllegalArgumentException("a line has no negative delay, bandwidth or length");
        }
    }

    public LineRule withDelay(Duration other) {
        return new LineRule(other, bytesPerSecond, end, clientBytes, serverBytes);
    }

    public LineRule withBandwidth(long otherBytesPerSecond) {
        return new LineRule(delay, otherBytesPerSecond, end, clientBytes, serverBytes);
    }

    /** Ends when the client has sent that many bytes. */
    public LineRule endingAfterClient(LineEnd how, long bytes) {
        return new LineRule(delay, bytesPerSecond, how, bytes, serverBytes);
    }

    /** Ends when the server has answered with that many bytes. */
    public LineRule endingAfterServer(LineEnd how, long bytes) {
        return new LineRule(delay, bytesPerSecond, how, clientBytes, bytes);
    }
}
