package io.siltstone.s3;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Sleeper;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testkit.wire.Deed;
import io.siltstone.testkit.wire.FaultPlan;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireFault;
import io.siltstone.testkit.wire.WireRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The S3 fault server and all that can go wrong there. */
final class S3FaultPlan implements FaultPlan {

    private static final String BUCKET = "bucket";

    private static final Map<Deed, Set<String>> REQUESTS = Map.of(
            Deed.WRITE, names(S3Operation.PUT_OBJECT),
            Deed.CREATE, names(S3Operation.PUT_OBJECT),
            Deed.COPY, names(S3Operation.COPY_OBJECT),
            Deed.TRANSFER, names(S3Operation.CREATE_UPLOAD, S3Operation.UPLOAD_PART, S3Operation.COMPLETE_UPLOAD),
            Deed.READ, names(S3Operation.GET_OBJECT),
            Deed.READ_RANGE, names(S3Operation.GET_OBJECT),
            Deed.STAT, names(S3Operation.HEAD_OBJECT),
            Deed.DELETE, names(S3Operation.DELETE_OBJECT),
            Deed.DELETE_BATCH, names(S3Operation.DELETE_OBJECTS),
            Deed.LIST, names(S3Operation.LIST_OBJECTS));

    /** Answers with a document. */
    private static final Set<String> DOCUMENTS = names(
            S3Operation.COPY_OBJECT,
            S3Operation.CREATE_UPLOAD,
            S3Operation.COMPLETE_UPLOAD,
            S3Operation.DELETE_OBJECTS,
            S3Operation.LIST_OBJECTS);

    /** Connections that break, answers that are cut or do not come, and a store that says itself that it may pass. */
    private static final Set<String> PASSING = Set.of("X2", "X3", "X4", "X5", "X9", "X17", "S1");

    private static Set<String> names(S3Operation... operations) {
        return Stream.of(operations).map(S3Operation::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<Deed, Set<String>> requests() {
        return REQUESTS;
    }

    @Override
    public List<StoreFault> faults() {
        return Stream.concat(Stream.of(WireFault.values()), Stream.of(S3Fault.values()))
                .map(StoreFault.class::cast)
                .filter(fault -> fault != WireFault.TRICKLE)
                .toList();
    }

    @Override
    public boolean applies(StoreFault fault, String operation, Deed deed) {
        return canStrike(fault, S3Operation.valueOf(operation)) && !isHiddenFrom(deed, fault);
    }

    /** A server that claims to have done what it has not is found out only where its answer has to say something. */
    private static boolean canStrike(StoreFault fault, S3Operation operation) {
        if (fault == WireFault.FLIPPED_BIT) {
            return operation == S3Operation.GET_OBJECT;
        }
        if (Set.of(WireFault.DEEP_DOCUMENT, WireFault.HUGE_DOCUMENT, WireFault.CUT_DOCUMENT)
                .contains(fault)) {
            return DOCUMENTS.contains(operation.name());
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
     * Not a flipped bit: the checksum stands behind the bytes, which are given by then. Not what is told by a code alone,
     * where the answer is to a HEAD and has none.
     */
    @Override
    public boolean passes(StoreFault fault, String operation, Deed deed) {
        boolean coded = fault == S3Fault.REQUEST_TIMEOUT || fault == S3Fault.BAD_DIGEST;
        return PASSING.contains(fault.row()) && !(deed == Deed.STAT && coded);
    }

    @Override
    public int requestsOfAnAttempt(String operation) {
        return 1;
    }

    @Override
    public Server start(long seed) {
        S3FaultServer server = new S3FaultServer(BUCKET, InstantSource.system(), Sleeper.system(), seed);
        return new Server() {
            @Override
            public Backend open(Duration patience) throws StorageException {
                return S3FaultPlan.open(server, patience);
            }

            @Override
            public void add(WireRule rule) {
                server.add(rule);
            }

            @Override
            public void clear() {
                server.clear();
            }

            @Override
            public long requests(String operation) {
                return server.requests(S3Operation.valueOf(operation));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static Backend open(S3FaultServer server, Duration patience) throws StorageException {
        Map<String, String> settings = new HashMap<>();
        settings.put("endpoint", server.endpoint().toString());
        settings.put("pathStyle", "true");
        settings.put("verifyDeletes", "true");
        settings.put("idleTimeout", patience.toString());
        Environment keys = Environment.of(Map.of(S3Secrets.KEY_VARIABLE, "key", S3Secrets.SECRET_VARIABLE, "secret"));
        return Backends.with(StoreRuntime.system().withEnvironment(keys)).open(S3Config.of(BUCKET, settings));
    }
}
