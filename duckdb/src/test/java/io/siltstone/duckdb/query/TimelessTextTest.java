package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.duckdb.engine.JsonTree;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimelessTextTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String one(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private boolean isTimeless(String sql) throws Exception {
        JsonTree serialized = JsonTree.parse(one("SELECT json_serialize_sql(?)", sql));
        assertThat(serialized.get("error").isTrue()).as(sql).isFalse();
        return TimelessText.isTimeless(serialized);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now()",
                "NOW()",
                "\"now\"()",
                "main.now()",
                "current_timestamp",
                "CURRENT_TIMESTAMP",
                "current_date",
                "current_date()",
                "localtimestamp",
                "LOCALTIME",
                "today()",
                "transaction_timestamp()",
                "get_current_timestamp()",
                "ago(INTERVAL 1 DAY)",
                "age(TIMESTAMP '2020-01-01')",
                "current_setting('TimeZone')",
                "getvariable('x')",
                "random()",
                "user",
                "(SELECT max(x) FROM (SELECT now() AS x))",
                "list_transform([1], lambda x: now())",
                "no_such_function(t)"
            })
    void isNothingThatTheClockOrTheSessionAnswers(String expression) throws Exception {
        assertThat(isTimeless("SELECT * FROM db.m WHERE t > " + expression)).isFalse();
        assertThat(isTimeless("WITH a AS (SELECT " + expression + " AS x) SELECT * FROM db.m, a WHERE t > x"))
                .isFalse();
        assertThat(isTimeless("SELECT row_number() OVER (ORDER BY " + expression + ") FROM db.m"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*), round(avg(v), 1) FROM db.m WHERE t >= TIMESTAMP '2024-01-01' AND t < '2024-01-02'",
                "SELECT date_trunc('hour', t) AS hour, max(v) - min(v) FROM db.m GROUP BY 1 ORDER BY 1 LIMIT 10",
                "SELECT * FROM db.m AS a JOIN db.n AS b USING (t) WHERE a.t BETWEEN '2024-01-01' AND '2024-01-02'",
                "SELECT * FROM db.m WHERE year(t) = 2024 AND t < DATE '2024-03-01' - INTERVAL 1 DAY"
            })
    void isWhatNamesItsTimes(String sql) throws Exception {
        assertThat(isTimeless(sql)).isTrue();
    }

    @Test
    void knowsOnlyFunctionsThatDuckDbHasAndCallsConsistent() throws Exception {
        String unfit =
                "SELECT coalesce(string_agg(function_name || ' ' || stability, ', '), '') FROM duckdb_functions()"
                        + " WHERE stability <> 'CONSISTENT' AND list_contains(string_split(?, ','), function_name)";
        String macros = "SELECT coalesce(string_agg(function_name || ' ' || macro_definition, ', '), '')"
                + " FROM duckdb_functions() WHERE function_type = 'macro' AND regexp_matches(macro_definition,"
                + " '(?i)now|today|current_|local|random|uuid|getvariable|user')"
                + " AND list_contains(string_split(?, ','), function_name)";
        String names = String.join(",", TimelessText.FUNCTIONS);

        assertThat(one(unfit, names)).isEmpty();
        assertThat(one(macros, names)).isEmpty();
        assertThat(one(unfit, "now")).contains("now CONSISTENT_WITHIN_QUERY");
        assertThat(one(macros, "ago")).contains("ago");
    }
}
