package io.siltstone.torture;

import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what a store is asked and what it promises, one line each: {@code begin key content}, then {@code ack key}, {@code
 * fail key error} or {@code untyped key error}. A content of {@code -} is an absent object.
 */
final class Report {

    static final String ABSENT = "-";

    private final Consumer<String> lines;

    Report(Consumer<String> lines) {
        this.lines = lines;
    }

    /** What a store is asked to do. */
    interface Step {
        void run() throws IOException;
    }

    void say(String line) {
        lines.accept(line);
    }

    static String text(Optional<Content> content) {
        return content.map(Content::toString).orElse(ABSENT);
    }

    /** A step after which the key shall have the content. */
    void change(String key, Optional<Content> content, Step step) {
        say("begin " + key + ' ' + text(content));
        run(key, step);
    }

    /** A step that changes no key. */
    boolean attempt(Step step) {
        return run(ABSENT, step);
    }

    private boolean run(String key, Step step) {
        try {
            step.run();
            say("ack " + key);
            return true;
        } catch (StorageException e) {
            failed(key, e);
        } catch (Exception e) {
            // Also what Java lets through undeclared.
            say("untyped " + key + ' ' + e);
        }
        return false;
    }

    void failed(String key, StorageException e) {
        say("fail " + key + ' ' + e.getClass().getSimpleName() + " " + e.getMessage());
    }
}
