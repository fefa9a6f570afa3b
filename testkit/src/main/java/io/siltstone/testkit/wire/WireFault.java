package io.siltstone.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongUnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What can go wrong whatever the protocol says: connections, lengths, bytes, statuses and bodies of somebody else. */
public enum WireFault implements StoreFault {
    RESET_BEFORE_REQUEST("X2", Delivery.RESET_AT_ONCE),
    RESET_AFTER_REQUEST("X2", Delivery.RESET_AFTER_REQUEST),
    RESET_IN_HEAD("X2", Delivery.RESET_IN_HEAD),
    RESET_IN_BODY("X2", Delivery.RESET_IN_BODY),
    STALLED_ANSWER("X3", Delivery.STALL_BEFORE_ANSWER),
    STALLED_HEAD("X3", Delivery.STALL_IN_HEAD),
    STALLED_BODY("X3", Delivery.STALL_IN_BODY),
    TRICKLE("X3", Delivery.TRICKLE),
    CUT_BODY("X4", Delivery.CUT_BODY),
    CUT_BODY_WITHOUT_LENGTH("X4", Delivery.CUT_BODY_WITHOUT_LENGTH),
    CUT_CHUNKS("X4", Delivery.CUT_CHUNKS),
    MORE_THAN_DECLARED("X5", Delivery.MORE_THAN_DECLARED),
    TWO_LENGTHS("X5", Delivery.TWO_LENGTHS),
    FLIPPED_BIT("X6", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            WireResponse whole = handler.handle(request);
            if (whole.body().length == 0) {
                return whole;
            }
            byte[] body = whole.body().clone();
            long bit = draw.applyAsLong(body.length * 8L);
            body[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
            return whole.withBody(body);
        }
    },
    MOVED_ELSEWHERE("X13", 301, "http://127.0.0.2:9/elsewhere"),
    MOVED_HERE("X13", 307, "/elsewhere"),
    MOVED_FOR_EVER("X13", 308, "http://127.0.0.2:9/elsewhere"),
    EMPTY_SUCCESS("X14", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            return WireResponse.of(200);
        }
    },
    CAPTIVE_PORTAL("X14", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            return WireResponse.of(200)
                    .with("Content-Type", "text/html")
                    .withBody("<html><body>Please log in to this network</body></html>");
        }
    },
    CUT_DOCUMENT("X14", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            WireResponse whole = handler.handle(request);
            return whole.withBody(whole.text().substring(0, whole.text().length() / 2));
        }
    },
    STRANGE_DOCUMENT("X14", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            return WireResponse.xml(200, "<?xml version=\"1.0\"?><Strange/>");
        }
    },
    DEEP_DOCUMENT("X15", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            return WireResponse.xml(200, "<a>".repeat(DEEP));
        }
    },
    HUGE_DOCUMENT("X15", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            WireResponse whole = handler.handle(request);
            int root = whole.text().indexOf('>', whole.text().indexOf("?>") + 2) + 1;
            return whole.withBody(whole.text().substring(0, root)
                    + " ".repeat(HUGE)
                    + whole.text().substring(root));
        }
    },
    PACKED_BOMB("X15", Delivery.WHOLE) {
        @Override
        public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
            return WireResponse.of(200).with("Content-Encoding", "gzip").withBody(Bomb.BYTES);
        }
    },
    HUGE_HEAD("X15", Delivery.HUGE_HEAD),
    NO_CONTINUE("X17", Delivery.NO_CONTINUE),
    CLOSED_WHILE_IDLE("X17", Delivery.CLOSE_AFTER_ANSWER),
    LOST_ANSWER("S1", Delivery.RESET_BEFORE_ANSWER),
    CLOSED_WITHOUT_ANSWER("S1", Delivery.CLOSE_BEFORE_ANSWER);

    private static final int DEEP = 1_000_000;
    private static final int HUGE = 32 * 1024 * 1024;

    private final String row;
    private final Delivery delivery;
    private final int status;
    private final String location;

    WireFault(String row, Delivery delivery) {
        this(row, delivery, 0, "");
    }

    WireFault(String row, int status, String location) {
        this(row, Delivery.WHOLE, status, location);
    }

    WireFault(String row, Delivery delivery, int status, String location) {
        this.row = row;
        this.delivery = delivery;
        this.status = status;
        this.location = location;
    }

    @Override
    public String row() {
        return row;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
        return status == 0 ? handler.handle(request) : WireResponse.of(status).with("Location", location);
    }

    /** 32 MiB of zeros, packed; made when first asked for. */
    private static final class Bomb {
        static final byte[] BYTES = pack();

        private static byte[] pack() {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(new byte[HUGE]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }
}
