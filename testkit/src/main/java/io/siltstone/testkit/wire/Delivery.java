package io.siltstone.testkit.wire;

/** How an answer goes out. */
public enum Delivery {
    /** As it should. */
    WHOLE,
    /** The connection is reset once the head is read: nothing is done. */
    RESET_AT_ONCE,
    /** It is reset once the body is read: nothing is done. */
    RESET_AFTER_REQUEST,
    /** The operation is done, and the connection reset without an answer. */
    RESET_BEFORE_ANSWER,
    /** It is ended in order without an answer. */
    CLOSE_BEFORE_ANSWER,
    /** It is reset within the head of the answer. */
    RESET_IN_HEAD,
    /** It is reset within the body. */
    RESET_IN_BODY,
    /** Nothing comes, and the connection stays open. */
    STALL_BEFORE_ANSWER,
    /** Nothing comes after a part of the head. */
    STALL_IN_HEAD,
    /** Nothing comes after a part of the body. */
    STALL_IN_BODY,
    /** A byte comes from time to time. */
    TRICKLE,
    /** The body ends before its declared length. */
    CUT_BODY,
    /** The body has no declared length, and ends with the connection, too early. */
    CUT_BODY_WITHOUT_LENGTH,
    /** The body comes in chunks, and the connection ends before the last one. */
    CUT_CHUNKS,
    /** More bytes follow than declared, and then the connection ends. */
    MORE_THAN_DECLARED,
    /** Two different lengths are declared. */
    TWO_LENGTHS,
    /** A head of 300 kB. */
    HUGE_HEAD,
    /** The connection is ended after the answer, unannounced. */
    CLOSE_AFTER_ANSWER,
    /** The client is not told to go on, and may send its body without. */
    NO_CONTINUE
}
