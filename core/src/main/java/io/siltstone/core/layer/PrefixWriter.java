package io.siltstone.core.layer;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.ErrorContext;
import java.io.IOException;
import java.util.OptionalLong;

/** A writer of the store below, whose result is told under the caller's key. */
final class PrefixWriter extends ObjectWriter {

    private final ObjectWriter inner;
    private final ObjectKey key;

    PrefixWriter(ErrorContext context, OptionalLong expected, ObjectWriter inner, ObjectKey key) {
        super(context, expected);
        this.inner = inner;
        this.key = key;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws IOException {
        inner.write(bytes, offset, length);
    }

    @Override
    protected ObjectInfo publish() throws IOException {
        return inner.commit().withKey(key);
    }

    @Override
    protected void discard() throws IOException {
        inner.close();
    }
}
