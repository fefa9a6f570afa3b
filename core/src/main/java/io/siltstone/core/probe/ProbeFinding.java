package io.siltstone.core.probe;

import io.siltstone.core.error.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to one question.
 *
 * @param verdict how it compares with what such a store is documented to do
 * @param observed what was seen, one printable line
 * @param settings what the settings of the store should be on account of it, by name, as text; also where that is the default
 */
public record ProbeFinding(Verdict verdict, String observed, Map<String, String> settings) {

    /** How a store compares with what such a store is documented to do. */
    public enum Verdict {
        /** As documented. */
        OK,
        /** Otherwise; the settings, or a refusal, make up for it. */
        DEVIATES,
        /** It could not be found out. */
        UNKNOWN
    }

    public ProbeFinding {
        Objects.requireNonNull(verdict, "verdict");
        observed = Printable.of(observed);
        settings = new LinkedHashMap<>(settings);
    }

    /** A copy, in order. */
    @Override
    public Map<String, String> settings() {
        return new LinkedHashMap<>(settings);
    }

    public static ProbeFinding ok(String observed) {
        return new ProbeFinding(Verdict.OK, observed, Map.of());
    }

    public static ProbeFinding deviates(String observed) {
        return new ProbeFinding(Verdict.DEVIATES, observed, Map.of());
    }

    public static ProbeFinding unknown(String why) {
        return new ProbeFinding(Verdict.UNKNOWN, why, Map.of());
    }

    /** As documented, or otherwise. */
    public static ProbeFinding of(boolean asDocumented, String observed) {
        return asDocumented ? ok(observed) : deviates(observed);
    }

    /** The same, and what a setting should be. */
    public ProbeFinding with(String setting, Object value) {
        Map<String, String> more = settings();
        more.put(setting, value.toString());
        return new ProbeFinding(verdict, observed, more);
    }
}
