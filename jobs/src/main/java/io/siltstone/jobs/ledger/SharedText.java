package io.siltstone.jobs.ledger;

import io.siltstone.core.Capability;
import io.siltstone.core.Storage;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A small text that several runs change: each change is made of what is there, and made again where another one came
 * between. On stores without conditional writes the later of two changes at the same moment stays, which a ledger
 * survives: what is lost is proven again.
 */
final class SharedText {

    private final Storage storage;
    private final SystemObjects system;
    private final String name;

    SharedText(Storage storage, String name) {
        this.storage = storage;
        this.system = SystemObjects.of(storage.backend());
        this.name = name;
    }

    /** The text; empty where none was ever written. */
    Optional<String> read() throws StorageException {
        return system.read(name, LedgerLimits.MAX_MANIFEST_BYTES).map(SystemObjects.Held::text);
    }

    /**
     * Changes the text.
     *
     * @param change makes the new one of the old one, which is empty where there is none; may be asked several times; what
     *     it gives unchanged is not written
     */
    void update(UnaryOperator<String> change) throws StorageException {
        for (int round = 1; ; round++) {
            Optional<SystemObjects.Held> held = system.read(name, LedgerLimits.MAX_MANIFEST_BYTES);
            String before = held.map(SystemObjects.Held::text).orElse("");
            String after = change.apply(before);
            if (after.equals(before)) {
                return;
            }
            try {
                system.write(name, after.getBytes(StandardCharsets.UTF_8), mode(held));
                return;
            } catch (AlreadyExistsException
                    | PreconditionFailedException
                    | ConflictException
                    | OutcomeUnknownException e) {
                if (round == LedgerLimits.MAX_ROUNDS) {
                    throw new ConflictException(
                            ErrorContext.of(Operation.WRITE, storage.location().root(), name),
                            "others change the ledger again and again",
                            e);
                }
            }
        }
    }

    private WriteMode mode(Optional<SystemObjects.Held> held) {
        if (held.isEmpty()) {
            return storage.capabilities().supports(Capability.CREATE_ONLY) ? WriteMode.CREATE_ONLY : WriteMode.REPLACE;
        }
        Optional<String> version = held.get().info().version();
        return version.isPresent() && storage.capabilities().supports(Capability.REPLACE_VERSION)
                ? WriteMode.replaceVersion(version.get())
                : WriteMode.REPLACE;
    }
}
