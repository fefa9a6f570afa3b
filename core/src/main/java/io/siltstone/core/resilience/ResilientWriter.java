package io.siltstone.core.resilience;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A writer whose failures the breaker hears of. Bytes that a caller has pushed cannot be had again, so nothing is repeated;
 * a commit whose answer is lost is settled by its id.
 */
final class ResilientWriter extends ObjectWriter {

    private final ObjectWriter inner;
    private final RetryLoop loop;
    private final Effort effort;
    private final WriteSettlement settlement;

    /** @param effort under which the writer was opened */
    ResilientWriter(
            ObjectWriter inner, OptionalLong expected, RetryLoop loop, Effort effort, WriteSettlement settlement) {
        super(loop.context(Operation.WRITE, settlement.key().value()), expected);
        this.inner = inner;
        this.loop = loop;
        this.effort = effort;
        this.settlement = settlement;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws IOException {
        try {
            inner.write(bytes, offset, length);
        } catch (StorageException e) {
            loop.record(effort, e);
            throw e;
        }
    }

    @Override
    protected ObjectInfo publish() throws IOException {
        try {
            return inner.commit();
        } catch (OutcomeUnknownException e) {
            loop.record(effort, e);
            Optional<ObjectInfo> mine = settlement.settle(effort, e);
            if (mine.isPresent()) {
                return mine.get();
            }
            throw e;
        } catch (StorageException e) {
            loop.record(effort, e);
            throw e;
        }
    }

    @Override
    protected void discard() throws IOException {
        inner.close();
    }
}
