package io.siltstone.testkit.wire;

/** Which requests a fault strikes. Counts the requests that it saw, so each rule is for one server. */
public final class WireRule {

    private final String operation;
    private final StoreFault fault;
    private final long first;
    private final long times;
    private long seen;

    private WireRule(String operation, StoreFault fault, long first, long times) {
        this.operation = operation;
        this.fault = fault;
        this.first = first;
        this.times = times;
    }

    /** Strikes the next request for the operation, and no other. */
    public static WireRule once(String operation, StoreFault fault) {
        return new WireRule(operation, fault, 1, 1);
    }

    /** Strikes each request for the operation. */
    public static WireRule always(String operation, StoreFault fault) {
        return new WireRule(operation, fault, 1, Long.MAX_VALUE);
    }

    /**
     * Strikes that many requests for the operation in a row.
     *
     * @param first the number of the first one, from 1
     */
    public WireRule from(long first, long times) {
        return new WireRule(operation, fault, first, times);
    }

    StoreFault fault() {
        return fault;
    }

    /** Asked once for each request, under the lock of the server. */
    boolean strikes(String asked) {
        if (!operation.equals(asked)) {
            return false;
        }
        seen++;
        return seen >= first && seen - first < times;
    }
}
