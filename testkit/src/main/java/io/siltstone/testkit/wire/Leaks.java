package io.siltstone.testkit.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sockets and threads of this process that were not there before. Sockets are seen on Linux alone. */
public final class Leaks {

    private static final long MILLIS_TO_END = 5000;

    private final Set<String> sockets;
    private final Set<Thread> threads;

    private Leaks(Set<String> sockets, Set<Thread> threads) {
        this.sockets = sockets;
        this.threads = threads;
    }

    /** What comes from now on. */
    public static Leaks fromNow() throws IOException {
        return new Leaks(openSockets(), Thread.getAllStackTraces().keySet());
    }

    /**
     * The new threads that run on though they were given time to end.
     *
     * @param shared names of threads that a library keeps once for the whole process
     */
    public List<Thread> threads(String... shared) throws InterruptedException {
        List<Thread> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!threads.contains(thread) && !List.of(shared).contains(thread.getName())) {
                thread.join(MILLIS_TO_END);
                if (thread.isAlive()) {
                    left.add(thread);
                }
            }
        }
        return left;
    }

    /** The new sockets; to be asked after the threads, which close what they served. */
    public Set<String> sockets() throws IOException {
        Set<String> left = openSockets();
        left.removeAll(sockets);
        return left;
    }

    /**
     * By the number that the kernel gives each. Other descriptors come and go with the classes that are loaded, and the
     * Java machine keeps a pair of sockets of its own, of the Unix kind, once it has closed one in use.
     */
    private static Set<String> openSockets() throws IOException {
        Path own = Path.of("/proc/self/fd");
        Set<String> sockets = new HashSet<>();
        if (!Files.isDirectory(own)) {
            return sockets;
        }
        String unix = Files.readString(Path.of("/proc/net/unix"));
        try (Stream<Path> descriptors = Files.list(own)) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:") && !unix.contains(" " + number(target))) {
                        sockets.add(target);
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return sockets;
    }

    private static String number(String socket) {
        return socket.substring("socket:[".length(), socket.length() - 1);
    }
}
