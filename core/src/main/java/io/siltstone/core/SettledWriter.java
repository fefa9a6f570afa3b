package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import java.io.IOException;
import java.util.OptionalLong;

/** A writer whose commit settles what became of it. */
final class SettledWriter extends ObjectWriter {

    private final ObjectWriter inner;
    private final WriteOutcome outcome;

    SettledWriter(ObjectWriter inner, WriteOutcome outcome, OptionalLong expected, ErrorContext context) {
        super(context, expected);
        this.inner = inner;
        this.outcome = outcome;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws IOException {
        inner.write(bytes, offset, length);
    }

    @Override
    protected ObjectInfo publish() throws IOException {
        return outcome.settle(inner::commit);
    }

    @Override
    protected void discard() throws IOException {
        inner.close();
    }
}
