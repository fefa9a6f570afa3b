package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.Delivery;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireForgeries;
import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** What S3 answers when it goes wrong, and what it should never answer. Those of the wire are in {@code WireFault}. */
public enum S3Fault implements StoreFault {
    RANGE_IGNORED("X7", (request, handler, draw) -> handler.handle(WireForgeries.without(request, "range"))),
    RANGE_ELSEWHERE("X7", after(WireForgeries::shiftRange)),
    RANGE_IN_PARTS("X7", after(answer -> answer.with("Content-Type", "multipart/byteranges; boundary=x"))),
    ANOTHER_VERSION("X8", after(answer -> answer.with("ETag", "\"0123456789abcdef0123456789abcdef\""))),
    INTERNAL_ERROR("X9", refusal(500, "InternalError")),
    BAD_GATEWAY("X9", refusal(502, "BadGateway")),
    UNAVAILABLE("X9", refusal(503, "ServiceUnavailable")),
    SLOW_DOWN("X9", refusal(503, "SlowDown")),
    SLOW_DOWN_FOR_SECONDS("X9", slowDown("1")),
    SLOW_DOWN_UNTIL("X9", slowDown("Wed, 21 Oct 2065 07:28:00 GMT")),
    TOO_MANY_REQUESTS("X9", refusal(429, "TooManyRequests")),
    GATEWAY_TIMEOUT("X9", refusal(504, "GatewayTimeout")),
    TIMED_OUT("X9", refusal(408, "RequestTimeout")),
    REQUEST_TIMEOUT("X9", refusal(400, "RequestTimeout")),
    BAD_DIGEST("X9", refusal(400, "BadDigest")),
    ERROR_AFTER_DONE("S1", (request, handler, draw) -> {
        handler.handle(request);
        return S3Refusal.response(500, "InternalError");
    }),
    CLOCK_SKEW("X11", refusal(403, "RequestTimeTooSkewed")),
    EXPIRED_TOKEN("X11", refusal(403, "ExpiredToken")),
    EXPIRED_TOKEN_400("X11", refusal(400, "ExpiredToken")),
    UNAUTHORIZED("X11", refusal(401, "InvalidAccessKeyId")),
    WRONG_SECRET("X11", refusal(403, "SignatureDoesNotMatch")),
    ACCESS_DENIED("X11", refusal(403, "AccessDenied")),
    ERROR_IN_SUCCESS(
            "X14",
            (request, handler, draw) -> S3Refusal.response(500, "InternalError").withStatus(200)),
    NOT_FOUND_AFTER_WRITE("X16", refusal(404, "NoSuchKey")),
    PRECONDITION_FAILED("S3", refusal(412, "PreconditionFailed")),
    PRECONDITION_FAILED_BY_ITSELF("S3", (request, handler, draw) -> {
        handler.handle(request);
        return S3Refusal.response(412, "PreconditionFailed");
    }),
    CONFLICT("S3", refusal(409, "ConditionalRequestConflict")),
    OPERATION_ABORTED("S3", refusal(409, "OperationAborted")),
    KEY_TWICE("S4", after(S3Forgeries::doubleFirst)),
    KEYS_UNSORTED("S4", after(S3Forgeries::swapFirst)),
    TOKEN_FOR_EVER("S4", after(S3Forgeries::sameToken)),
    EMPTY_PAGE_WITH_MORE("S4", (request, handler, draw) -> S3Forgeries.emptyPage()),
    MORE_WITHOUT_TOKEN("S4", after(S3Forgeries::withoutToken)),
    FOREIGN_KEY("S4", after(answer -> S3Forgeries.firstKey(answer, "elsewhere/key"))),
    HOSTILE_KEY("S4", after(answer -> S3Forgeries.firstKey(answer, "../../etc/passwd"))),
    NEGATIVE_SIZE("S4", after(S3Forgeries::negativeSize)),
    KEYS_NOT_DELETED("S5", (request, handler, draw) -> S3Forgeries.errorForFirst(handler.handle(request))),
    KEYS_NOT_MENTIONED("S5", after(S3Forgeries::withoutFirstDeleted)),
    CLAIMED_DELETES("S5", (request, handler, draw) -> S3Forgeries.claimDeleted(request)),
    PART_OF_ANOTHER("S6", after(answer -> answer.with("ETag", "\"fedcba9876543210fedcba9876543210\""))),
    NO_SUCH_UPLOAD("S6", refusal(404, "NoSuchUpload")),
    INVALID_PART("S6", refusal(400, "InvalidPart")),
    NO_SUCH_BUCKET("S8", refusal(404, "NoSuchBucket")),
    WRONG_REGION(
            "S8",
            (request, handler, draw) ->
                    S3Refusal.response(301, "PermanentRedirect").with("x-amz-bucket-region", "eu-west-1"));

    private final String row;

    /** A function that keeps nothing, which the compiler cannot see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Answer answer;

    S3Fault(String row, Answer answer) {
        this.row = row;
        this.answer = answer;
    }

    @Override
    public String row() {
        return row;
    }

    @Override
    public Delivery delivery() {
        return Delivery.WHOLE;
    }

    @Override
    public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
        return answer.to(request, handler, draw);
    }

    @FunctionalInterface
    private interface Answer {
        WireResponse to(WireRequest request, WireHandler handler, LongUnaryOperator draw);
    }

    /** Nothing is done. */
    private static Answer refusal(int status, String code) {
        return (request, handler, draw) -> S3Refusal.response(status, code);
    }

    private static Answer slowDown(String retryAfter) {
        return (request, handler, draw) -> S3Refusal.response(503, "SlowDown").with("Retry-After", retryAfter);
    }

    /** It is done, and its answer forged. */
    private static Answer after(UnaryOperator<WireResponse> forgery) {
        return (request, handler, draw) -> forgery.apply(handler.handle(request));
    }
}
