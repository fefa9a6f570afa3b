package io.siltstone.core.resilience;

import io.siltstone.core.CircuitState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a circuit breaker stands.
 *
 * @param name what it guards
 * @param state where it is; an open one stays so until the next call, also when its time is over
 * @param failures failed attempts in a row
 * @param successes calls that have succeeded in half-open
 * @param maxFailures as configured
 * @param timeout as configured
 * @param lastFailureTime by the wall clock, for people; nothing is decided by it
 * @param rejected calls that were rejected, ever
 * @param probes calls that were let through in half-open, ever
 * @param retries attempts that followed a failed one, ever
 * @param retryBudget tokens that are left for retries
 */
public record CircuitBreakerStats(
        String name,
        CircuitState state,
        int failures,
        int successes,
        int maxFailures,
        Duration timeout,
        Optional<Instant> lastFailureTime,
        long rejected,
        long probes,
        long retries,
        int retryBudget) {

    /** The same under the names that the reference has; without {@code last_failure_time} where nothing has failed. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("state", state.label());
        map.put("failures", failures);
        map.put("successes", successes);
        map.put("max_failures", maxFailures);
        map.put("timeout_seconds", timeout.toNanos() / 1e9);
        lastFailureTime.ifPresent(time -> map.put("last_failure_time", time));
        return map;
    }
}
