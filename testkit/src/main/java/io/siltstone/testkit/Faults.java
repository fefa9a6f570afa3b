package io.siltstone.testkit;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.Source;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The rules of a {@link FaultBackend}, its counts, and what they do to one call. */
final class Faults {

    private static final String REASON = "injected fault";

    private final String store;
    private final Consumer<Duration> sleeper;
    private final RandomGenerator random;
    private final List<Armed> rules = new CopyOnWriteArrayList<>();
    private final Map<Operation, AtomicLong> calls = new ConcurrentHashMap<>();

    Faults(String store, Consumer<Duration> sleeper, RandomGenerator random) {
        this.store = store;
        this.sleeper = sleeper;
        this.random = random;
    }

    private record Armed(FaultRule rule, AtomicLong matched) {
        boolean strikes(Operation operation, String key, RandomGenerator random) {
            return rule.operation() == operation
                    && rule.keys().test(key)
                    && rule.trigger().fires(matched.incrementAndGet(), random);
        }
    }

    /** A call of the backend below. */
    interface Call<T, E extends IOException> {
        T run(Struck struck) throws E;
    }

    void add(FaultRule rule) {
        rules.add(new Armed(rule, new AtomicLong()));
    }

    void clear() {
        rules.clear();
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    long calls(Operation operation) {
        AtomicLong count = calls.get(operation);
        return count == null ? 0 : count.get();
    }

    long calls() {
        return calls.values().stream().mapToLong(AtomicLong::get).sum();
    }

    <T, E extends IOException> T run(Operation operation, String key, Call<T, E> call) throws E, StorageException {
        calls.computeIfAbsent(operation, ignored -> new AtomicLong()).incrementAndGet();
        ErrorContext context = ErrorContext.of(operation, store, key);
        List<Fault> struck = rules.stream()
                .filter(armed -> armed.strikes(operation, key, random))
                .map(armed -> armed.rule().fault())
                .toList();
        for (Fault fault : struck) {
            if (fault instanceof Fault.Slow slow) {
                sleeper.accept(slow.duration());
            }
            if (fault instanceof Fault.FailBefore fail) {
                throw fail.error().make(context, REASON + " before the call");
            }
        }
        T result = call.run(new Struck(struck, context));
        for (Fault fault : struck) {
            if (fault instanceof Fault.FailAfter fail) {
                throw fail.error().make(context, REASON + " after the call");
            }
        }
        return result;
    }

    /** The faults of one call, for its source and its content. */
    record Struck(List<Fault> faults, ErrorContext context) {

        Source source(Source source) {
            Source cut = source;
            for (Fault fault : faults) {
                if (fault instanceof Fault.CutSource early) {
                    cut = cut(cut, early.bytes());
                }
            }
            return cut;
        }

        ObjectContent content(ObjectContent content) {
            ObjectContent cut = content;
            for (Fault fault : faults) {
                if (fault instanceof Fault.CutBody early) {
                    cut = new ObjectContent(
                            cut.info(), cut.extent(), new CutStream(cut.stream(), early.bytes()), context);
                }
            }
            return cut;
        }

        private static Source cut(Source source, long bytes) {
            Source.Opener opener = () -> new CutStream(source.open(), bytes);
            return source.sizeBytes().isPresent()
                    ? Source.replayable(source.sizeBytes().getAsLong(), opener)
                    : Source.replayable(opener);
        }
    }
}
