package io.siltstone.core.local;

import io.siltstone.core.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds what journals of transfers say against the bytes that they speak of. */
final class CrashJournals {

    private static final int META_LENGTH = LocalTransfers.META.length();

    private CrashJournals() {}

    /** Requires that no journal of the directory counts bytes that are not there. */
    static void requireTrue(CrashFs fs, Path partial) throws IOException {
        List<String> names = fs.kind(partial) == FileKind.DIRECTORY ? fs.list(partial) : List.of();
        for (String name : names) {
            if (name.endsWith(LocalTransfers.META)) {
                Path part = partial.resolve(name.substring(0, name.length() - META_LENGTH) + LocalTransfers.PART);
                Optional<TransferJournal> journal = TransferJournal.read(fs, partial.resolve(name));
                if (journal.isPresent() && fs.kind(part) == FileKind.REGULAR) {
                    requireTrue(
                            journal.get(),
                            fs.disk().file(fs.disk().require(part)).bytes());
                }
            }
        }
    }

    private static void requireTrue(TransferJournal journal, byte[] staged) {
        for (TransferJournal.Checkpoint checkpoint : journal.checkpoints()) {
            boolean holds = checkpoint.offset() <= staged.length
                    && Sha256.of(Arrays.copyOf(staged, (int) checkpoint.offset()))
                            .equals(checkpoint.sha256());
            if (!holds) {
                throw new AssertionError("the journal counts " + checkpoint.offset() + " bytes that are not there");
            }
        }
    }
}
