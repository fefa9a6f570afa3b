package io.siltstone.duckdb.query;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens sessions and keeps one that is idle, since opening one takes as long as a small query. */
final class QuerySessions implements AutoCloseable {

    private final QuerySettings settings;
    private final ErrorContext context;
    private final AtomicReference<@Nullable QuerySession> idle = new AtomicReference<>();
    private volatile boolean closed;

    QuerySessions(QuerySettings settings, ErrorContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** A session that may read the store. */
    QuerySession take(Optional<Path> store) throws StorageException {
        if (closed) {
            throw new IllegalStateException("the query engine is closed");
        }
        QuerySession kept = idle.getAndSet(null);
        return kept != null ? kept : QuerySession.open(settings, store.stream().toList(), context, this::keep);
    }

    /** A session for one query, that may write into a directory too. */
    QuerySession openFor(Optional<Path> store, Path output) throws StorageException {
        List<Path> allowed = new ArrayList<>(store.stream().toList());
        allowed.add(output);
        return QuerySession.open(settings, allowed, context, QuerySession::close);
    }

    private void keep(QuerySession session) throws StorageException {
        if (closed || !idle.compareAndSet(null, session)) {
            session.close();
        }
    }

    @Override
    public void close() throws StorageException {
        closed = true;
        QuerySession kept = idle.getAndSet(null);
        if (kept != null) {
            kept.close();
        }
    }
}
