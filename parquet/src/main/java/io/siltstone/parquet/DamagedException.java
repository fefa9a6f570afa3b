package io.siltstone.parquet;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import org.jspecify.annotations.Nullable;

/** Carries what is wrong with a file out of the parser; never leaves the package. */
final class DamagedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Damage damage;
    private final String reason;

    DamagedException(Damage damage, String reason) {
        this(damage, reason, null);
    }

    DamagedException(Damage damage, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.damage = damage;
        this.reason = reason;
    }

    Damage damage() {
        return damage;
    }

    String reason() {
        return reason;
    }

    /** The same as the world outside sees it. */
    StorageException toStorageException(ErrorContext context) {
        return damage == Damage.UNSUPPORTED
                ? new UnsupportedException(context, reason, this)
                : new IntegrityException(context, reason, this);
    }
}
