package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.local.FileOps.OpenFile;
import io.siltstone.core.local.TransferJournal.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The staged bytes of one transfer and the journal that proves them. Bytes count once they are written; after a crash
 * those count whose hash the journal knows.
 */
final class TransferStage {

    private final FileOps ops;
    private final Path part;
    private final Path meta;
    private final Supplier<Path> names;
    private final long checkpointBytes;
    private MessageDigest digest = Sha256.newDigest();
    private long position;
    private long checkpointed;
    private long journalBytes;
    private boolean journalIsSound;
    private @Nullable OpenFile file;

    /** @param names gives names of our own in the directory of both files, each never used before */
    TransferStage(FileOps ops, Path part, Path meta, Supplier<Path> names, long checkpointBytes) {
        this.ops = ops;
        this.part = part;
        this.meta = meta;
        this.names = names;
        this.checkpointBytes = checkpointBytes;
    }

    long position() {
        return position;
    }

    Path part() {
        return part;
    }

    /** The hash of all bytes. */
    Sha256 sha256() {
        return Sha256.soFar(digest);
    }

    /** Goes on where the last checkpoint that still holds was made; begins anew where there is none. */
    void takeUp(ObjectKey key, SourceFingerprint source, LocalCall call) throws IOException {
        Optional<TransferJournal> journal = TransferJournal.read(ops, meta)
                .filter(found -> found.key().equals(key) && found.source().equals(source));
        // A second name means that the bytes are a published object, whose writer died before it removed this one.
        boolean usable = ops.kind(part) == FileKind.REGULAR && ops.links(part) == 1;
        if (journal.isPresent() && usable) {
            resume(journal.get(), call);
        } else {
            begin(key, source);
        }
    }

    private void begin(ObjectKey key, SourceFingerprint source) throws IOException {
        discard();
        file = ops.create(part);
        writeJournal(TransferJournal.header(key, source));
    }

    /**
     * Puts a new journal in the place of the one that is there. A file whose force failed may have lost what an earlier
     * force did not write either, and a later one would not say so.
     */
    private void writeJournal(String text) throws IOException {
        Path path = names.get();
        try {
            try (OpenFile journal = ops.create(path)) {
                SmallFile.write(journal, 0, text);
            }
            ops.move(path, meta);
        } catch (IOException e) {
            removeQuietly(path);
            throw e;
        }
        ops.forceDirectory(LocalPaths.parent(meta));
        journalBytes = text.getBytes(StandardCharsets.UTF_8).length;
        journalIsSound = true;
    }

    /** What cannot be removed is left to a sweep. */
    private void removeQuietly(Path path) {
        try {
            ops.unlink(path);
        } catch (IOException e) {
            // The error that led here is the one to tell.
            return;
        }
    }

    /** Whether a force of the journal failed in the hands of its last owner is not known: it is not forced again. */
    private void resume(TransferJournal journal, LocalCall call) throws IOException {
        OpenFile open = open();
        journalBytes = journal.sizeBytes();
        long size = open.size();
        MessageDigest running = Sha256.newDigest();
        long hashed = 0;
        for (Checkpoint checkpoint : journal.checkpoints()) {
            if (checkpoint.offset() > size) {
                break;
            }
            hash(open, hashed, checkpoint.offset(), running, call);
            hashed = checkpoint.offset();
            if (!Sha256.soFar(running).equals(checkpoint.sha256())) {
                break;
            }
            position = hashed;
            digest = Sha256.copy(running);
        }
        checkpointed = position;
        open.truncate(position);
    }

    private static void hash(OpenFile file, long from, long to, MessageDigest digest, LocalCall call)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(LocalLimits.CHUNK_BYTES);
        long at = from;
        while (at < to) {
            call.requireRunning();
            chunk.clear().limit((int) Math.min(chunk.capacity(), to - at));
            int n = file.read(chunk, at);
            if (n < 0) {
                return;
            }
            at += n;
            digest.update(chunk.flip());
        }
    }

    /** Adds the bytes, all or, when this fails, none that counts. */
    void add(byte[] bytes, int length) throws IOException {
        OpenFile open = open();
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (rest.hasRemaining()) {
                open.write(rest, position + rest.position());
            }
        } catch (IOException e) {
            // An interrupt has closed the channel; the next step opens another one.
            closeQuietly();
            throw e;
        }
        digest.update(bytes, 0, length);
        position += length;
    }

    boolean isCheckpointDue() {
        return position - checkpointed >= checkpointBytes;
    }

    boolean hasUnproven() {
        return position > checkpointed;
    }

    /** Forces what is staged. When this fails, what is staged can only be discarded. */
    void force() throws IOException {
        ops.forceFile(part);
    }

    /** Notes what is staged and forced. */
    void note() throws IOException {
        String line = new Checkpoint(position, sha256()).line();
        if (journalIsSound) {
            appendToJournal(line);
        } else {
            writeJournal(SmallFile.read(ops, meta, Math.toIntExact(journalBytes)) + line);
        }
        checkpointed = position;
    }

    private void appendToJournal(String line) throws IOException {
        journalIsSound = false;
        try (OpenFile journal = ops.openForUpdate(meta)) {
            journal.truncate(journalBytes);
            SmallFile.write(journal, journalBytes, line);
        }
        journalIsSound = true;
        journalBytes += line.length();
    }

    /** The staged file, cut to what counts, to be sealed and published. */
    StagedFile staged(LocalCall call) throws IOException {
        OpenFile open = open();
        open.truncate(position);
        return new StagedFile(ops, part, open, position, call);
    }

    private OpenFile open() throws IOException {
        OpenFile open = file;
        if (open == null) {
            open = ops.openForUpdate(part);
            file = open;
        }
        return open;
    }

    /** Removes the staged bytes and the journal. */
    void discard() throws IOException {
        closeQuietly();
        removeIfThere(part);
        removeIfThere(meta);
    }

    private void removeIfThere(Path path) throws IOException {
        if (ops.kind(path) != FileKind.ABSENT) {
            ops.unlink(path);
        }
    }

    /** Lets go of the file; what counts is forced before. */
    void closeQuietly() {
        OpenFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // What a failing close may have lost is not in the journal.
                return;
            }
        }
    }
}
