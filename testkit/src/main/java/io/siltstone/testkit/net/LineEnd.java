package io.siltstone.testkit.net;

/** What becomes of a connection after a number of bytes. */
public enum LineEnd {
    /** Nothing: it lasts for as long as both ends keep it. */
    NONE,
    /** Both sides see an orderly end. */
    CLOSE,
    /** Both sides see a reset. */
    RESET,
    /** Nothing more comes through, and the connection stays open until an end or the proxy closes it. */
    STALL
}
