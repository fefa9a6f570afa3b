package io.siltstone.duckdb;

/**
 * A column of a result or of a table.
 *
 * @param name as DuckDB names it; may be empty and may occur twice in one result
 * @param type as DuckDB names it, for example {@code TIMESTAMP WITH TIME ZONE} or {@code DECIMAL(5,2)}
 */
public record QueryColumn(String name, String type) {}
