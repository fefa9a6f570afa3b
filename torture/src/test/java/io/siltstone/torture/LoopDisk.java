package io.siltstone.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk in a file, mounted, whose power can be cut. Needs root. */
final class LoopDisk {

    /** The file systems, and how the power is cut under each. */
    enum Type {
        EXT4(Cut.SHUTDOWN, "mkfs.ext4", "-q", "-F"),
        XFS(Cut.SHUTDOWN, "mkfs.xfs", "-q", "-f"),
        BTRFS(Cut.IMAGE, "mkfs.btrfs", "-q", "-f");

        private final Cut cut;
        private final String[] make;

        Type(Cut cut, String... make) {
            this.cut = cut;
            this.make = make;
        }

        /** The program that makes it. */
        String tool() {
            return make[0];
        }
    }

    private enum Cut {
        /** The file system is told that nothing reaches the device any more. */
        SHUTDOWN,
        /** What is on the device at one moment is kept aside: an atomic clone of the image. */
        IMAGE
    }

    private static final long SIZE_BYTES = 400L << 20;

    private final Type type;
    private final Path shutdown;
    private final Path image;
    private final Path clone;
    private final Path mountPoint;
    private boolean mounted;

    /**
     * A new, empty disk.
     *
     * @param shutdown the compiled {@code shutdown.c}
     * @param directory where the image is kept; for btrfs in a file system that clones files
     */
    LoopDisk(Type type, Path shutdown, Path directory, Path mountPoint) throws IOException, InterruptedException {
        this.type = type;
        this.shutdown = shutdown;
        this.image = directory.resolve("disk.img");
        this.clone = directory.resolve("cut.img");
        this.mountPoint = mountPoint;
        Files.deleteIfExists(image);
        Files.deleteIfExists(clone);
        make(type, image, SIZE_BYTES);
        mount(image);
    }

    /** Makes a file system in a new file. */
    static void make(Type type, Path image, long sizeBytes) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(sizeBytes);
        }
        String[] command = Arrays.copyOf(type.make, type.make.length + 1);
        command[type.make.length] = image.toString();
        Command.require(command);
    }

    private void mount(Path disk) throws IOException, InterruptedException {
        Command.require("mount", "-o", "loop", disk.toString(), mountPoint.toString());
        mounted = true;
    }

    Path mountPoint() {
        return mountPoint;
    }

    /** Cuts the power, now. */
    void cut() throws IOException, InterruptedException {
        if (type.cut == Cut.SHUTDOWN) {
            Command.require(shutdown.toString(), mountPoint.toString());
        } else {
            Command.require("cp", "--reflink=always", image.toString(), clone.toString());
        }
    }

    /** Brings up what the cut has left. */
    void restart() throws IOException, InterruptedException {
        unmount();
        if (type.cut == Cut.IMAGE) {
            // Both have one identity, and the kernel remembers the first.
            Command.run("btrfs", "device", "scan", "--forget");
            mount(clone);
        } else {
            mount(image);
        }
    }

    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            Command.require("umount", mountPoint.toString());
            mounted = false;
        }
    }
}
