package io.siltstone.jobs.ledger;

/** The first and the last line of a segment. */
final class SegmentText {

    static final String HEADER = "siltstone-ledger 1";

    /** No key begins so. */
    static final String END = "\t";

    private SegmentText() {}

    static String end(long lines) {
        return END + lines;
    }
}
