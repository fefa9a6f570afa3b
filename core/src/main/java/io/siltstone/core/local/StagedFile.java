package io.siltstone.core.local;

import io.siltstone.core.Durability;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A file of ours that is becoming an object. After any failure it can only be discarded: a file whose force failed may
 * have lost what was written, and a second force would not say so.
 */
final class StagedFile {

    private final FileOps ops;
    private final Path path;
    private final OpenFile file;
    private final LocalCall call;
    private long sizeBytes;

    /** A file that is open for writing and holds so many bytes. */
    StagedFile(FileOps ops, Path path, OpenFile file, long sizeBytes, LocalCall call) {
        this.ops = ops;
        this.path = path;
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.call = call;
    }

    Path path() {
        return path;
    }

    /** Appends the bytes, all of them. */
    void write(byte[] bytes, int offset, int length) throws StorageException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            call.requireRunning();
            try {
                sizeBytes += file.write(rest, sizeBytes);
            } catch (IOException e) {
                throw call.failed(e);
            }
        }
    }

    /** Appends the bytes of an open file, so many, inside the kernel where it can. */
    void append(OpenFile source, long count) throws StorageException {
        long position = 0;
        try {
            while (position < count) {
                call.requireRunning();
                long wanted = Math.min(LocalLimits.KERNEL_CHUNK_BYTES, count - position);
                long moved = source.transferTo(position, wanted, file);
                if (moved <= 0) {
                    throw new IntegrityException(
                            call.context(), "the source ended after " + position + " of " + count + " bytes");
                }
                position += moved;
                sizeBytes += moved;
            }
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    /**
     * Makes the file what the object shall be, in the order that outlives a power cut: attributes, time, force, close.
     *
     * @return the file as it will be published
     */
    FileFacts seal(Map<String, String> attributes, Instant modified, Durability durability) throws StorageException {
        try {
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                ops.setAttribute(path, attribute.getKey(), attribute.getValue());
            }
            FileFacts facts = ops.stamped(path, modified);
            call.requireRunning();
            if (durability != Durability.NONE) {
                file.force();
            }
            file.close();
            return facts;
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    /** Closes and removes the file; what cannot be removed is left to a sweep. */
    void discard() {
        try (file) {
            ops.unlink(path);
        } catch (IOException e) {
            // The error that led here is the one to tell.
            return;
        }
    }
}
