package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file of a {@link CrashFs}; it stays the same file whatever becomes of its name. */
final class CrashFile implements FileOps.OpenFile {

    private final CrashFs fs;
    private final long id;
    private final Path path;
    private boolean open = true;

    CrashFile(CrashFs fs, long id, Path path) {
        this.fs = fs;
        this.id = id;
        this.path = path;
        fs.disk().opened(id);
    }

    private FileState state() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        return fs.disk().file(id);
    }

    @Override
    public long size() throws IOException {
        return state().size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return fs.step("read-bytes", path, () -> {
            FileState state = state();
            if (position >= state.size()) {
                return -1;
            }
            int n = (int) Math.min(into.remaining(), state.size() - position);
            into.put(state.bytes(), (int) position, n);
            return n;
        });
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return fs.step("write", path, () -> {
            state();
            byte[] taken = new byte[fs.faults().most(bytes.remaining())];
            bytes.get(taken);
            fs.disk()
                    .change(
                            "write " + taken.length + " at " + position,
                            new DiskChange.Data(
                                    id, position, taken, fs.machine().now()));
            return taken.length;
        });
    }

    @Override
    public long transferTo(long position, long count, FileOps.OpenFile target) throws IOException {
        FileState state = state();
        ByteBuffer some =
                ByteBuffer.wrap(state.bytes(), (int) position, (int) Math.min(count, state.size() - position));
        return target.write(some, target.size());
    }

    @Override
    public WritableByteChannel end() {
        throw new UnsupportedOperationException("transfers are writes here");
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        fs.step("truncate", path, () -> {
            if (sizeBytes < state().size()) {
                fs.disk()
                        .change(
                                "truncate to " + sizeBytes,
                                new DiskChange.Cut(id, sizeBytes, fs.machine().now()));
            }
            return sizeBytes;
        });
    }

    @Override
    public void force() throws IOException {
        state();
        fs.force("force", id, path);
    }

    /** Closed it is, also when this fails. */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            fs.disk().closed(id);
            fs.step("close", path, () -> id);
        }
    }
}
