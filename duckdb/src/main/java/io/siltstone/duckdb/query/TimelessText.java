package io.siltstone.duckdb.query;

import io.siltstone.duckdb.engine.JsonTree;
import java.util.Locale;
import java.util.Set;

/**
 * Whether DuckDB makes the same of a query's text whenever it is asked, so that what a plan said once still holds. Sound by
 * construction: only functions known here to look at nothing but their arguments are let pass. DuckDB's own word is no
 * help, which calls {@code age(t)} consistent, that counts from today.
 */
final class TimelessText {

    static final Set<String> FUNCTIONS = Set.of(
            "count",
            "count_star",
            "count_if",
            "sum",
            "avg",
            "mean",
            "min",
            "max",
            "arg_min",
            "arg_max",
            "first",
            "last",
            "any_value",
            "median",
            "mode",
            "quantile",
            "quantile_cont",
            "quantile_disc",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "approx_count_distinct",
            "approx_quantile",
            "list",
            "string_agg",
            "bool_and",
            "bool_or",
            "row_number",
            "rank",
            "dense_rank",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "abs",
            "ceil",
            "floor",
            "round",
            "trunc",
            "sqrt",
            "ln",
            "log",
            "log10",
            "exp",
            "pow",
            "power",
            "sin",
            "cos",
            "greatest",
            "least",
            "isnan",
            "lower",
            "upper",
            "trim",
            "concat",
            "length",
            "substring",
            "replace",
            "contains",
            "starts_with",
            "date_trunc",
            "date_part",
            "date_diff",
            "date_add",
            "time_bucket",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "dayofweek",
            "dayofyear",
            "week",
            "quarter",
            "epoch",
            "epoch_ms",
            "epoch_us",
            "epoch_ns",
            "make_date",
            "make_timestamp",
            "to_timestamp",
            "to_years",
            "to_months",
            "to_weeks",
            "to_days",
            "to_hours",
            "to_minutes",
            "to_seconds",
            "to_milliseconds",
            "to_microseconds",
            "strftime",
            "strptime",
            "range",
            "generate_series",
            "unnest");

    /** What SQL writes like columns and takes from the clock or the session. */
    private static final Set<String> VALUES =
            Set.of("localtime", "localtimestamp", "user", "session_user", "now", "today");

    private TimelessText() {}

    /** Whether it is. */
    static boolean isTimeless(JsonTree serialized) {
        String text = serialized.text().toLowerCase(Locale.ROOT);
        boolean known = serialized
                .get("function_name")
                .nonEmpty()
                .map(TimelessText::isKnown)
                .orElse(true);
        return known
                && !VALUES.contains(text)
                && !text.startsWith("current_")
                && serialized.children().stream().allMatch(TimelessText::isTimeless);
    }

    /** Operators have names without letters. */
    private static boolean isKnown(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return FUNCTIONS.contains(name) || name.chars().noneMatch(Character::isLetter);
    }
}
