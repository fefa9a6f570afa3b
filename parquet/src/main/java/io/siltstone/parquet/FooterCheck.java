package io.siltstone.parquet;

import io.siltstone.core.ObjectReader;
import io.siltstone.core.error.StorageException;
import java.util.Objects;

/** What came out of checking a file: its footer, or what is wrong with it. */
public sealed interface FooterCheck {

    /**
     * Reads the footer as {@link ParquetFooter#read} does, and the first bytes of the file too, a request more for files
     * beyond 64 KiB. Damage is an answer here; every failure of the store is thrown.
     */
    static FooterCheck of(ObjectReader reader) throws StorageException {
        try {
            return new Sound(ParquetFooter.parse(reader, true));
        } catch (DamagedException e) {
            return new Damaged(e.damage(), e.reason());
        }
    }

    /**
     * A file that begins and ends as it should and has a footer without contradiction.
     *
     * @param footer what it says
     */
    record Sound(ParquetFooter footer) implements FooterCheck {
        public Sound {
            Objects.requireNonNull(footer, "footer");
        }
    }

    /**
     * A file that cannot be read.
     *
     * @param damage in which way
     * @param reason the same in words, for people
     */
    record Damaged(Damage damage, String reason) implements FooterCheck {
        public Damaged {
            Objects.requireNonNull(damage, "damage");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
