package io.siltstone.core.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Finds the number of an open directory, which Java does not tell. The reading position of the directory is set to a
 * number that no other one has, and Linux shows the positions of all that is open in {@code /proc/self/fdinfo}.
 */
final class OpenDescriptors {

    /** Above every position that reading a directory of any size of ours leaves, below the 31 bits that all take. */
    private static final long MARKS_FROM = 1L << 29;

    /** How many numbers from the last one on are tried before all are. */
    private static final int NEAR = 16;

    private static final String LINKS = "/proc/self/fd";
    private static final String POSITIONS = "/proc/self/fdinfo";

    /** As {@code strerror} says ENOENT: reading positions ends so when what they are of is closed after their opening. */
    private static final String CLOSED = "No such file or directory";

    private final Path links;
    private final Path positions;
    private final Look look;
    /** Numbers that directories had and, as far as is known, have no more. */
    private final ConcurrentSkipListSet<Integer> freed = new ConcurrentSkipListSet<>();

    private volatile int last;

    /** Tells where a symbolic link leads. */
    @FunctionalInterface
    interface Look {
        Path at(Path link) throws IOException;
    }

    OpenDescriptors(FileSystem files) {
        this(files, Files::readSymbolicLink);
    }

    OpenDescriptors(FileSystem files, Look look) {
        this.links = files.getPath(LINKS);
        this.positions = files.getPath(POSITIONS);
        this.look = look;
    }

    /** Whether the platform shows what is open: Linux, where {@code /proc} is mounted. */
    static boolean areShown(FileSystem files) {
        return Files.isDirectory(files.getPath(LINKS)) && Files.isDirectory(files.getPath(POSITIONS));
    }

    /**
     * A path that leads to the open directory as long as it is open; empty when it is not, or no longer, at the place.
     *
     * @param place where it should be
     */
    Optional<Path> path(FileChannel directory, Path place) throws IOException {
        // The only one: a thread looks for one directory at a time, and takes its mark away.
        directory.position(MARKS_FROM + Thread.currentThread().getId() % MARKS_FROM);
        try {
            long mark = directory.position();
            Optional<Path> found = amongFreed(place, mark);
            found = found.isPresent() ? found : near(place, mark);
            return found.isPresent() ? found : anywhere(place, mark);
        } finally {
            directory.position(0);
        }
    }

    /**
     * The lowest free number is the one that an opening gets. One that has another use by now, a file that is written or a
     * connection, will be free again: it is not forgotten, or all that is open would be looked through time and again.
     */
    private Optional<Path> amongFreed(Path place, long mark) throws IOException {
        for (Integer number : freed) {
            Path link = links.resolve(number.toString());
            if (isAt(link, place, mark)) {
                freed.remove(number);
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> near(Path place, long mark) throws IOException {
        int from = last;
        for (int number = from; number < from + NEAR; number++) {
            Path link = links.resolve(Integer.toString(number));
            if (isAt(link, place, mark)) {
                found(number);
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> anywhere(Path place, long mark) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(links)) {
            for (Path link : all) {
                if (isAt(link, place, mark)) {
                    found(Integer.parseInt(LocalPaths.name(link).toString()));
                    return Optional.of(link);
                }
            }
        }
        return Optional.empty();
    }

    private void found(int number) {
        last = number;
        freed.remove(number);
    }

    /** To be told of a number that is about to be free again. */
    void freed(Path link) {
        freed.add(Integer.valueOf(LocalPaths.name(link).toString()));
    }

    private boolean isAt(Path link, Path place, long mark) throws IOException {
        try {
            return look.at(link).equals(place)
                    && Files.readString(positions.resolve(LocalPaths.name(link)))
                            .startsWith("pos:\t" + mark + '\n');
        } catch (NoSuchFileException | NotLinkException e) {
            // Closed since.
            return false;
        } catch (IOException e) {
            if (LocalErrors.said(e).equals(CLOSED)) {
                return false;
            }
            throw e;
        }
    }
}
