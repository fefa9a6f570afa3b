package io.siltstone.cli.session;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;

/** Finds the object that an argument names, or says what is there instead. */
public final class Lookup {

    private Lookup() {}

    /**
     * What is known of the object.
     *
     * @throws CliException with {@link ExitCode#NO_SUCH_OBJECT} if it is absent, a prefix of others included
     */
    public static ObjectStat require(Storage storage, String key) throws StorageException, CliException {
        if (!isPrefixOnly(key)) {
            ObjectStat stat = storage.stat(key).orElse(null);
            if (stat != null) {
                return stat;
            }
        }
        throw absent(storage, key);
    }

    /** The error for an object that is absent; says so where its key is a prefix of others. */
    public static CliException absent(Storage storage, String key) throws StorageException {
        boolean prefix = holdsObjects(storage, key);
        String message = prefix ? "`" + key + "` is a prefix, no object" : "there is no object `" + key + "`";
        String hint =
                prefix ? "`siltstone ls " + key + "` lists what lies below" : "`siltstone ls` lists what there is";
        return new CliException(ExitCode.NO_SUCH_OBJECT, message, hint).about(key);
    }

    /** Whether any object lies below the text, taken as a prefix. */
    public static boolean holdsObjects(Storage storage, String prefix) throws StorageException {
        try (Listing<ObjectKey> keys = storage.list(prefix)) {
            return keys.hasNext();
        }
    }

    /** Whether the text can name a prefix alone: it ends in a slash, and is a prefix without it. */
    public static boolean isPrefixOnly(String text) throws StorageException {
        return text.length() > 1 && text.endsWith("/") && !KeyPrefix.of(text).isRoot();
    }
}
