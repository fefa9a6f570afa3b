package io.siltstone.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a'b",
                "a\"b",
                "x;--",
                "'; DROP TABLE canary; --",
                "\"; DROP TABLE canary; --",
                "/* */",
                "*",
                "?",
                "[1]",
                "[!a]",
                "{a,b}",
                "k=v",
                "$(x)",
                "`x`",
                "a%2Fb",
                "a b",
                " ",
                "''",
                "\"\"",
                "\\",
                "\\'",
                "--",
                "#",
                "é",
                "😀",
                "$$x$$",
                "E'x'",
                "a\nb",
                "%s",
                "NULL"
            })
    void cannotBeLeft(String hostile) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE canary AS SELECT 1");
            String name = SqlText.identifier(hostile);
            statement.execute("CREATE TABLE " + name + " AS SELECT " + SqlText.literal(hostile) + " AS " + name);
            try (ResultSet rows =
                    statement.executeQuery("SELECT " + name + ", (SELECT count(*) FROM canary) FROM " + name)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(hostile);
                assertThat(rows.getInt(2)).isEqualTo(1);
            }
        }
    }

    @Test
    void matchesExactlyOnePath(@TempDir Path directory) throws Exception {
        List<String> names =
                List.of("a*", "ab", "a?", "a[b]", "[a]b", "[!a]", "{a,b}", "a]", "a}", "*", "**", "b", "a'b", "[[]");
        for (String name : names) {
            Files.writeString(directory.resolve(name), name);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                String glob =
                        SqlText.exactGlob(directory.resolve(name).toString()).orElseThrow();
                try (ResultSet rows = statement.executeQuery(
                        "SELECT content FROM read_text(" + SqlText.literals(List.of(glob)) + ")")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(name);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void tellsWhichPathsNoPatternMatches() {
        assertThat(SqlText.exactGlob("/a\\b")).contains("/a\\b");
        assertThat(SqlText.exactGlob("/a\\b*")).isEmpty();
    }

    @Test
    void refusesNul() {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlText.literal("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> SqlText.identifier("a\0b"));
    }
}
