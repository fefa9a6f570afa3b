package io.siltstone.core.resilience;

import io.siltstone.core.CircuitState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of the breaker, written down once more as plainly as they can be: one thread, no chance, no events. */
final class ModelBreaker {

    /** Leave for one attempt. */
    static final class Token {
        private final int era;
        private long leaseEnd;

        private Token(int era, long leaseEnd) {
            this.era = era;
            this.leaseEnd = leaseEnd;
        }
    }

    private final ResilientConfig config;
    private CircuitState state = CircuitState.CLOSED;
    private int era;
    private final List<String> failedKeys = new ArrayList<>();
    private final Set<Token> out = new HashSet<>();
    private int given;
    private int succeeded;
    private int opened;
    private long until;

    ModelBreaker(ResilientConfig config) {
        this.config = config;
    }

    Optional<Token> ask(long now) {
        if (state == CircuitState.OPEN && now >= until) {
            become(CircuitState.HALF_OPEN);
        }
        if (state == CircuitState.HALF_OPEN && out.stream().anyMatch(token -> now >= token.leaseEnd)) {
            open(now);
        }
        boolean free = state == CircuitState.HALF_OPEN && given < config.halfOpenMaxRequests();
        if (state != CircuitState.CLOSED && !free) {
            return Optional.empty();
        }
        Token token = new Token(era, now + config.attemptTimeout().toNanos());
        if (free) {
            given++;
            out.add(token);
        }
        return Optional.of(token);
    }

    void success(Token token, long now) {
        if (token.era == era && state == CircuitState.CLOSED) {
            failedKeys.clear();
        } else if (token.era == era && out.remove(token)) {
            succeeded++;
            if (now >= token.leaseEnd) {
                open(now);
            } else if (succeeded == config.halfOpenMaxRequests()) {
                opened = 0;
                become(CircuitState.CLOSED);
            }
        }
    }

    void failure(Token token, String key, long now) {
        if (token.era == era && state == CircuitState.HALF_OPEN) {
            open(now);
        } else if (token.era == era && state == CircuitState.CLOSED) {
            failedKeys.add(key);
            if (failedKeys.size() >= config.maxFailures() && new HashSet<>(failedKeys).size() > 1) {
                open(now);
            }
        }
    }

    void release(Token token) {
        if (token.era == era && out.remove(token)) {
            given--;
        }
    }

    void renew(Token token, long now) {
        token.leaseEnd = now + config.attemptTimeout().toNanos();
    }

    void reset() {
        opened = 0;
        become(CircuitState.CLOSED);
    }

    CircuitState state() {
        return state;
    }

    boolean rejects(long now) {
        return (state == CircuitState.OPEN && now < until)
                || (state == CircuitState.HALF_OPEN && given == config.halfOpenMaxRequests());
    }

    private void open(long now) {
        until = now + config.timeout().toNanos() * Math.min(10, 1L << opened);
        opened = Math.min(opened + 1, 10);
        become(CircuitState.OPEN);
    }

    private void become(CircuitState next) {
        state = next;
        era++;
        given = 0;
        succeeded = 0;
        out.clear();
        failedKeys.clear();
    }
}
