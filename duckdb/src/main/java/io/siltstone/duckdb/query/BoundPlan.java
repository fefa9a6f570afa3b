package io.siltstone.duckdb.query;

import com.fasterxml.jackson.core.JsonParseException;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.DuckDbFailure;
import io.siltstone.duckdb.engine.JsonTree;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** DuckDB's optimized plan of a query over the stubs of its tables. */
final class BoundPlan {

    /** DuckDB takes {@code optimize} as a constant only. */
    private static final String SERIALIZE = "SELECT json_serialize_plan(?, optimize := true)";

    private final QuerySession session;
    private final QueryErrors errors;
    private final String sql;

    BoundPlan(QuerySession session, QueryErrors errors, String sql) {
        this.session = session;
        this.errors = errors;
        this.sql = sql;
    }

    /**
     * The plan, or where DuckDB cannot write one a document without any scan, which bounds nothing: some plans have no
     * JSON form, for example those of correlated subqueries.
     *
     * @throws QueryException if the query does not fit the stubs
     */
    JsonTree read() throws StorageException, QueryException {
        try {
            session.optimizeForBounds();
            JsonTree plan = serialize();
            if (plan.get("error").isTrue()) {
                session.optimizeWithoutStatistics();
                plan = serialize();
            }
            session.optimizeForSpeed();
            return plan;
        } catch (SQLException e) {
            throw errors.ofQuery(e);
        } catch (IOException e) {
            session.optimizeForSpeed();
            throw new QueryException(
                    QueryException.Kind.SYNTAX, "the query is nested too deeply", OptionalInt.empty(), e);
        }
    }

    private JsonTree serialize() throws SQLException, IOException, QueryException, StorageException {
        JsonTree plan = parse(session.value(SERIALIZE, sql));
        String type = plan.get("error_type").text();
        if (type.equals("binder") || type.equals("catalog") || type.equals("parser")) {
            session.optimizeForSpeed();
            DuckDbFailure failure = DuckDbFailure.ofSerialized(plan);
            throw QueryMistakes.of(failure, new SQLException(failure.message()))
                    .orElseThrow(() -> new AssertionError("these types are mistakes"));
        }
        return plan;
    }

    /** DuckDB writes NaN as a word that is no JSON; such a plan is as one without a JSON form. */
    private static JsonTree parse(String document) throws IOException {
        try {
            return JsonTree.parse(document);
        } catch (JsonParseException e) {
            return JsonTree.parse("{}");
        }
    }
}
