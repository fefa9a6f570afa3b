package io.siltstone.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB as one uses it without Siltstone. */
final class Duck implements AutoCloseable {

    private final Connection connection;

    private Duck(Connection connection) {
        this.connection = connection;
    }

    static Duck open(String... settings) throws SQLException {
        Duck duck = new Duck(DriverManager.getConnection("jdbc:duckdb:"));
        duck.run("SET TimeZone='UTC'");
        for (String setting : settings) {
            duck.run("SET " + setting);
        }
        return duck;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a COPY; how many rows it wrote. */
    long copy(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** The rows of a query, as text. */
    List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(results.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Text as SQL. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A path as SQL. */
    static String literal(Path path) {
        return literal(path.toString());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
