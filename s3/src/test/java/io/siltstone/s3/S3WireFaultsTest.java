package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Sleeper;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testkit.wire.Deed;
import io.siltstone.testkit.wire.FaultTally;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every fault of the wire and of the store against every operation that it can strike: no wrong bytes, no hang, no error
 * without a type, nothing left open. Once each; {@code -Dsiltstone.faults=full} strikes the next request only and every
 * request, with three seeds.
 */
class S3WireFaultsTest {

    private static final String BUCKET = "bucket";
    private static final boolean FULL = "full".equals(System.getProperty("siltstone.faults"));

    /** Which requests a deed makes that can be struck. */
    private static final Map<Deed, Set<S3Operation>> REQUESTS = Map.of(
            Deed.WRITE, Set.of(S3Operation.PUT_OBJECT),
            Deed.CREATE, Set.of(S3Operation.PUT_OBJECT),
            Deed.COPY, Set.of(S3Operation.COPY_OBJECT),
            Deed.TRANSFER, Set.of(S3Operation.CREATE_UPLOAD, S3Operation.UPLOAD_PART, S3Operation.COMPLETE_UPLOAD),
            Deed.READ, Set.of(S3Operation.GET_OBJECT),
            Deed.READ_RANGE, Set.of(S3Operation.GET_OBJECT),
            Deed.STAT, Set.of(S3Operation.HEAD_OBJECT),
            Deed.DELETE, Set.of(S3Operation.DELETE_OBJECT),
            Deed.DELETE_BATCH, Set.of(S3Operation.DELETE_OBJECTS),
            Deed.LIST, Set.of(S3Operation.LIST_OBJECTS));

    /** Answers with a document. */
    private static final Set<S3Operation> DOCUMENTS = Set.of(
            S3Operation.COPY_OBJECT,
            S3Operation.CREATE_UPLOAD,
            S3Operation.COMPLETE_UPLOAD,
            S3Operation.DELETE_OBJECTS,
            S3Operation.LIST_OBJECTS);

    @Test
    void noFaultIsTakenForSuccess() throws Exception {
        try (FaultTally warming = new FaultTally()) {
            tryAll(1, false, warming, faults());
        }
        Set<String> socketsBefore = openSockets();
        Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

        FaultTally tally = new FaultTally();
        for (long seed = 1; seed <= (FULL ? 3 : 1); seed++) {
            tryAll(seed, false, tally, faults());
            if (FULL) {
                tryAll(seed, true, tally, faults());
            }
        }
        tally.close();

        List<Thread> threads = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!threadsBefore.contains(thread)) {
                thread.join(5000);
                if (thread.isAlive()) {
                    threads.add(thread);
                }
            }
        }
        // After the threads, which close what they served.
        Set<String> sockets = openSockets();
        sockets.removeAll(socketsBefore);
        System.out.println(
                "S3: " + tally.line() + ", sockets left open " + sockets.size() + ", threads left " + threads.size());
        assertThat(tally.problems()).isEmpty();
        assertThat(tally.tried()).isGreaterThanOrEqualTo(FULL ? 1000 : 300);
        assertThat(sockets).isEmpty();
        assertThat(threads).isEmpty();
    }

    private static void tryAll(long seed, boolean always, FaultTally tally, List<StoreFault> faults)
            throws IOException {
        try (S3FaultServer server = new S3FaultServer(BUCKET, InstantSource.system(), Sleeper.system(), seed);
                Backend struck = open(server, "PT0.5S");
                Backend honest = open(server, "PT30S")) {
            for (StoreFault fault : faults) {
                for (Deed deed : REQUESTS.keySet()) {
                    for (S3Operation operation : REQUESTS.get(deed)) {
                        if (applies(fault, operation) && !isHiddenFrom(deed, fault)) {
                            String what = fault + " on " + operation + " in " + deed + (always ? ", always" : "");
                            Deed.Scene scene = Deed.Scene.prepare(
                                    struck,
                                    honest,
                                    "t" + tally.tried(),
                                    fault.row().equals("S4"));
                            if (always) {
                                server.strikeAlways(operation, fault);
                            } else {
                                server.strikeOnce(operation, fault);
                            }
                            tally.attempt(what, deed, scene);
                            server.clear();
                        }
                    }
                }
            }
        }
    }

    private static Backend open(S3FaultServer server, String idleTimeout) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("endpoint", server.endpoint().toString());
        settings.put("pathStyle", "true");
        settings.put("verifyDeletes", "true");
        settings.put("idleTimeout", idleTimeout);
        Environment keys = Environment.of(Map.of(S3Secrets.KEY_VARIABLE, "key", S3Secrets.SECRET_VARIABLE, "secret"));
        return Backends.with(StoreRuntime.system().withEnvironment(keys)).open(S3Config.of(BUCKET, settings));
    }

    private static List<StoreFault> faults() {
        return Stream.concat(Stream.of(WireFault.values()), Stream.of(S3Fault.values()))
                .map(StoreFault.class::cast)
                .filter(fault -> fault != WireFault.TRICKLE)
                .toList();
    }

    /** A server that claims to have done what it has not is found out only where its answer has to say something. */
    private static boolean applies(StoreFault fault, S3Operation operation) {
        if (fault == WireFault.FLIPPED_BIT) {
            return operation == S3Operation.GET_OBJECT;
        }
        if (Set.of(WireFault.DEEP_DOCUMENT, WireFault.HUGE_DOCUMENT, WireFault.CUT_DOCUMENT)
                .contains(fault)) {
            return DOCUMENTS.contains(operation);
        }
        boolean answerIsBare = operation == S3Operation.DELETE_OBJECT;
        boolean lies = fault.row().equals("X14") || fault.row().equals("X15");
        return switch (fault.row()) {
            case "X7", "X8" -> operation == S3Operation.GET_OBJECT;
            case "S4" -> operation == S3Operation.LIST_OBJECTS;
            case "S5" -> operation == S3Operation.DELETE_OBJECTS;
            default -> !(answerIsBare && lies);
        };
    }

    /** What a client cannot know: a range has no checksum, and absence is what the store says is absent. */
    private static boolean isHiddenFrom(Deed deed, StoreFault fault) {
        Set<StoreFault> absence = Set.of(S3Fault.NOT_FOUND_AFTER_WRITE, S3Fault.NO_SUCH_UPLOAD, S3Fault.NO_SUCH_BUCKET);
        return switch (deed) {
            case READ_RANGE -> fault == WireFault.FLIPPED_BIT;
            case STAT -> absence.contains(fault);
            case DELETE -> fault == S3Fault.NOT_FOUND_AFTER_WRITE;
            default -> false;
        };
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
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return sockets;
    }

    private static String number(String socket) {
        return socket.substring("socket:[".length(), socket.length() - 1);
    }
}
