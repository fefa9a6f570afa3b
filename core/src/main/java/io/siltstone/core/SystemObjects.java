package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Small objects of Siltstone's own in a store, such as the ledgers of replication: below {@code .siltstone/ledger/}, where
 * no key of a caller reaches. They are published, read and deleted as any object, with the same promises, through any
 * layer; over a prefix they lie below that prefix. No listing shows them and no sweep takes them, so whoever writes one
 * keeps its name in another one.
 *
 * <p>A backend needs nothing of its own for them: it takes the {@link ObjectKey} as it is given, and leaves out of its
 * listings what is no key of a caller, as the contract asks of it anyway.
 */
public final class SystemObjects {

    /** What the key of everything of ours begins with. */
    static final String AREA = ".siltstone/";

    private static final String LEDGER = AREA + "ledger/";
    private static final String ROOT_ID = AREA + "root-id";
    private static final int MAX_ROOT_ID_BYTES = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}(?:/[a-z0-9][a-z0-9-]{0,99}){0,3}");

    private final Backend backend;

    private SystemObjects(Backend backend) {
        this.backend = backend;
    }

    /** Those of the store. */
    public static SystemObjects of(Backend backend) {
        return new SystemObjects(backend);
    }

    /**
     * One that was read.
     *
     * @param info what the store says of it
     * @param content all its bytes
     */
    public record Held(ObjectInfo info, byte[] content) {

        /** The bytes as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /**
     * Reads the whole of one; empty when it is absent.
     *
     * @throws IntegrityException if it is longer than so many bytes; none were read
     */
    public Optional<Held> read(String name, int maxBytes) throws StorageException {
        return read(key(name), maxBytes);
    }

    /**
     * The marker that a store on disk gets when it is first written to, which tells a missing mount from an empty store;
     * empty where there is none, and on stores that have no need of one.
     */
    public Optional<String> rootId() throws StorageException {
        return read(ObjectKey.ofValid(ROOT_ID), MAX_ROOT_ID_BYTES)
                .map(held -> held.text().strip());
    }

    private Optional<Held> read(ObjectKey key, int maxBytes) throws StorageException {
        try (ObjectContent content = backend.read(key, ReadOptions.ALL)) {
            if (content.extent().lengthBytes() > maxBytes) {
                throw new IntegrityException(
                        context(key), content.extent().lengthBytes() + " bytes are more than it ever has");
            }
            return Optional.of(new Held(content.info(), ObjectReader.drain(content)));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new IntegrityException(context(key), "reading failed: " + e.getMessage(), e);
        }
    }

    /**
     * Begins to read one of any length.
     *
     * @throws NotFoundException if it is absent
     */
    public ObjectContent open(String name) throws StorageException {
        return backend.read(key(name), ReadOptions.ALL);
    }

    /** Publishes one, whole and at once, as {@link Backend#write} does. */
    public ObjectInfo write(String name, byte[] content, WriteMode mode) throws StorageException {
        try {
            return backend.write(key(name), Source.bytes(content), WriteOptions.DEFAULT.withMode(mode));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("an array is read without error", e);
        }
    }

    /** Begins one whose bytes come piece by piece; replaces what is there. */
    public ObjectWriter openWriter(String name) throws StorageException {
        return backend.openWriter(key(name), OptionalLong.empty(), WriteOptions.DEFAULT);
    }

    /** Makes it absent; success when it is already. */
    public void delete(String name) throws StorageException {
        backend.delete(key(name), Optional.empty());
    }

    private ErrorContext context(ObjectKey key) {
        return ErrorContext.of(Operation.READ, backend.location().root(), key.value());
    }

    private static ObjectKey key(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be up to four segments of a-z, 0-9 and hyphens, joined by slashes");
        }
        return ObjectKey.ofValid(LEDGER + name);
    }
}
