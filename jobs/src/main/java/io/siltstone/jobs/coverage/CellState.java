package io.siltstone.jobs.coverage;

/** What is there of the time that a cell stands for. */
public enum CellState {
    /** Expected, and no file. */
    ABSENT,
    /** Files for some of its hours only. */
    PARTIAL,
    /** Files without any row, or of no bytes where rows are not counted. */
    EMPTY,
    /** Files for all of it, with less than a tenth of the rows that are usual at this hour of the week, or on this weekday. */
    SUSPECT,
    /** Files for all of it. */
    OK,
    /** Files, of which one could not be read where rows are counted. */
    UNKNOWN,
    /** Before the first or after the last time that is expected: nothing is missing here. */
    OUTSIDE
}
