package io.siltstone.torture;

import java.util.ArrayList;
import java.util.List;

/** What a suite counts, and the line that it prints. */
final class Tally {

    private final String suite;
    private final List<String> problems = new ArrayList<>();
    private int tried;
    private int survived;
    private long lostBytes;
    private int untyped;

    Tally(String suite) {
        this.suite = suite;
    }

    /** One fault that came about, and what was wrong after it. */
    void add(String what, List<String> wrong, long lost, int untypedErrors) {
        tried++;
        lostBytes += lost;
        untyped += untypedErrors;
        if (wrong.isEmpty()) {
            survived++;
        }
        for (String problem : wrong) {
            problems.add(what + ": " + problem);
        }
    }

    int tried() {
        return tried;
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return suite + ": faults tried " + tried + ", survived " + survived + ", bytes lost " + lostBytes
                + ", untyped errors " + untyped;
    }
}
