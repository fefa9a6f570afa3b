package io.siltstone.duckdb.importer;

import java.util.function.DoubleConsumer;

/** Passes on only what is more than before: DuckDB's estimate goes back at times. For one thread. */
final class RisingFraction implements DoubleConsumer {

    private final DoubleConsumer next;
    private double highest;

    RisingFraction(DoubleConsumer next) {
        this.next = next;
    }

    @Override
    public void accept(double fraction) {
        if (fraction > highest) {
            highest = fraction;
            next.accept(fraction);
        }
    }
}
