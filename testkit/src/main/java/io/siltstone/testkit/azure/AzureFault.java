package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.Delivery;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireForgeries;
import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** What the service answers when it goes wrong, and what it should never answer. Those of the wire are in {@code WireFault}. */
public enum AzureFault implements StoreFault {
    RANGE_IGNORED(
            "X7", (request, handler, draw) -> handler.handle(WireForgeries.without(request, "range", "x-ms-range"))),
    RANGE_ELSEWHERE("X7", after(WireForgeries::shiftRange)),
    RANGE_IN_PARTS("X7", after(answer -> answer.with("Content-Type", "multipart/byteranges; boundary=x"))),
    ANOTHER_VERSION("X8", after(answer -> answer.with("ETag", "\"0x8DFFFFFFFFFFFFF\""))),
    INTERNAL_ERROR("X9", refusal(500, "InternalError")),
    OPERATION_TIMED_OUT("X9", refusal(500, "OperationTimedOut")),
    BAD_GATEWAY("X9", refusal(502, "BadGateway")),
    SERVER_BUSY("X9", refusal(503, "ServerBusy")),
    SERVER_BUSY_FOR_SECONDS("X9", busy("1")),
    SERVER_BUSY_UNTIL("X9", busy("Wed, 21 Oct 2065 07:28:00 GMT")),
    TOO_MANY_REQUESTS("X9", refusal(429, "TooManyRequests")),
    GATEWAY_TIMEOUT("X9", refusal(504, "GatewayTimeout")),
    TIMED_OUT("X9", refusal(408, "RequestTimeout")),
    MD5_MISMATCH("X9", refusal(400, "Md5Mismatch")),
    ERROR_AFTER_DONE("S1", (request, handler, draw) -> {
        handler.handle(request);
        return AzureRefusal.response(500, "InternalError");
    }),
    BUSY_AFTER_DONE("S1", (request, handler, draw) -> {
        handler.handle(request);
        return AzureRefusal.response(500, "OperationTimedOut");
    }),
    WRONG_KEY("X11", refusal(403, "AuthenticationFailed")),
    EXPIRED("X11", refusal(401, "InvalidAuthenticationInfo")),
    UNREADABLE_CREDENTIALS("X11", refusal(400, "InvalidAuthenticationInfo")),
    ACCESS_DENIED("X11", refusal(403, "AuthorizationPermissionMismatch")),
    ERROR_IN_SUCCESS(
            "X14",
            (request, handler, draw) ->
                    AzureRefusal.response(500, "InternalError").withStatus(200)),
    ACCEPTED_NOTHING("X14", (request, handler, draw) -> WireResponse.of(202)),
    NOT_FOUND_AFTER_WRITE("X16", refusal(404, "BlobNotFound")),
    CONDITION_NOT_MET("S3", refusal(412, "ConditionNotMet")),
    CONDITION_NOT_MET_BY_ITSELF("S3", (request, handler, draw) -> {
        handler.handle(request);
        return AzureRefusal.response(412, "ConditionNotMet");
    }),
    ALREADY_EXISTS("S3", refusal(409, "BlobAlreadyExists")),
    ALREADY_EXISTS_BY_ITSELF("S3", (request, handler, draw) -> {
        handler.handle(request);
        return AzureRefusal.response(409, "BlobAlreadyExists");
    }),
    PENDING_COPY("S3", refusal(409, "PendingCopyOperation")),
    KEY_TWICE("S4", after(AzureForgeries::doubleFirst)),
    KEYS_UNSORTED("S4", after(AzureForgeries::swapFirst)),
    MARKER_FOR_EVER("S4", after(AzureForgeries::sameMarker)),
    EMPTY_PAGE_WITH_MORE("S4", (request, handler, draw) -> AzureForgeries.emptyPage()),
    NO_MARKER("S4", after(AzureForgeries::withoutMarker)),
    FOREIGN_KEY("S4", after(answer -> AzureForgeries.firstName(answer, "elsewhere/key"))),
    HOSTILE_KEY("S4", after(answer -> AzureForgeries.firstName(answer, "../../etc/passwd"))),
    NEGATIVE_SIZE("S4", after(answer -> AzureForgeries.size(answer, "-5"))),
    SIZE_OF_WORDS("S4", after(answer -> AzureForgeries.size(answer, "many"))),
    NO_VERSIONS("S4", after(AzureForgeries::withoutEtags)),
    KEYS_NOT_DELETED("S5", (request, handler, draw) -> AzureForgeries.errorForFirst(handler.handle(request))),
    KEYS_NOT_MENTIONED("S5", after(AzureForgeries::withoutFirstPart)),
    CLAIMED_DELETES("S5", (request, handler, draw) -> AzureForgeries.claimDone(request)),
    NO_SUCH_BLOCKS("S6", refusal(400, "InvalidBlockList")),
    BLOCKS_OF_ANOTHER("S6", refusal(400, "InvalidBlobOrBlock")),
    LEASED_BY_ANOTHER("S6", refusal(409, "LeaseAlreadyPresent")),
    LEASE_MISSING("S6", refusal(412, "LeaseIdMissing")),
    LEASE_LOST("S6", refusal(412, "LeaseLost")),
    NO_SUCH_CONTAINER("S8", refusal(404, "ContainerNotFound")),
    CONTAINER_BEING_DELETED("S8", refusal(409, "ContainerBeingDeleted")),
    CONTAINER_DISABLED("S8", refusal(409, "ContainerDisabled"));

    private final String row;

    /** A function that keeps nothing, which the compiler cannot see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Answer answer;

    AzureFault(String row, Answer answer) {
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
        return (request, handler, draw) -> AzureRefusal.response(status, code);
    }

    private static Answer busy(String retryAfter) {
        return (request, handler, draw) ->
                AzureRefusal.response(503, "ServerBusy").with("Retry-After", retryAfter);
    }

    /** It is done, and its answer forged. */
    private static Answer after(UnaryOperator<WireResponse> forgery) {
        return (request, handler, draw) -> forgery.apply(handler.handle(request));
    }
}
