package io.siltstone.core.resilience;

/**
 * A breaker's leave to make one attempt. While the breaker is closed all attempts share one; in half-open each has its
 * own, with a lease.
 */
final class Permit {

    private final long epoch;
    private final boolean probe;
    private volatile long leaseEnd;

    private Permit(long epoch, boolean probe, long leaseEnd) {
        this.epoch = epoch;
        this.probe = probe;
        this.leaseEnd = leaseEnd;
    }

    static Permit shared(long epoch) {
        return new Permit(epoch, false, 0);
    }

    static Permit probe(long epoch, long leaseEnd) {
        return new Permit(epoch, true, leaseEnd);
    }

    /** Which state of the breaker gave it; what comes back to another state is ignored. */
    long epoch() {
        return epoch;
    }

    /** Whether its attempt tries the store in half-open. */
    boolean isProbe() {
        return probe;
    }

    boolean isExpired(long now) {
        return probe && now - leaseEnd >= 0;
    }

    /** The attempt is moving. */
    void renew(long end) {
        leaseEnd = end;
    }
}
