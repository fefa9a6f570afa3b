package io.siltstone.testkit;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.util.OptionalLong;

/** A writer whose commit is a call that may go wrong. */
final class FaultWriter extends ObjectWriter {

    private final Faults faults;
    private final String key;
    private final ObjectWriter inner;

    FaultWriter(Faults faults, String key, OptionalLong expected, ObjectWriter inner) {
        super(ErrorContext.of(Operation.WRITE, "faults", key), expected);
        this.faults = faults;
        this.key = key;
        this.inner = inner;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws IOException {
        inner.write(bytes, offset, length);
    }

    @Override
    protected ObjectInfo publish() throws IOException {
        try {
            return faults.run(Operation.COMMIT, key, struck -> inner.commit());
        } finally {
            inner.close();
        }
    }

    @Override
    protected void discard() throws IOException {
        inner.close();
    }
}
