package io.siltstone.testservers;

import io.siltstone.core.Environment;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A server, or why there is none.
 *
 * @param server empty when it could not be had
 * @param reason why not
 */
record SharedServer<T>(Optional<T> server, String reason) {

    /** Starts a server. */
    @FunctionalInterface
    interface Starter<T> {
        T start() throws IOException;
    }

    /** Starts the server, and prints why when it cannot be had. */
    static <T> SharedServer<T> start(Starter<T> starter) {
        try {
            return new SharedServer<>(Optional.of(starter.start()), "");
        } catch (IOException e) {
            String reason = "tests against a real server are skipped: " + e.getMessage();
            System.getLogger(SharedServer.class.getName()).log(System.Logger.Level.WARNING, reason);
            return new SharedServer<>(Optional.empty(), reason);
        }
    }

    /**
     * The server. Without one the calling test is skipped, but fails where {@code CI=true}: there nobody would notice
     * that it never runs.
     */
    T orSkip(Environment environment) {
        if (server.isEmpty()) {
            if (environment.get("CI").equals(Optional.of("true"))) {
                throw new AssertionError("CI=true, but " + reason);
            }
            Assumptions.abort(reason);
        }
        return server.orElseThrow();
    }
}
