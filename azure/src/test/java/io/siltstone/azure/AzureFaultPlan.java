package io.siltstone.azure;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Sleeper;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.azure.AzureFault;
import io.siltstone.testkit.azure.AzureFaultServer;
import io.siltstone.testkit.azure.AzureOperation;
import io.siltstone.testkit.wire.Deed;
import io.siltstone.testkit.wire.FaultPlan;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireFault;
import io.siltstone.testkit.wire.WireRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fault server of the Blob service and all that can go wrong there. */
final class AzureFaultPlan implements FaultPlan {

    private static final String CONTAINER = "container";

    private static final Map<Deed, Set<String>> REQUESTS = Map.ofEntries(
            Map.entry(Deed.WRITE, names(AzureOperation.PUT_BLOB)),
            Map.entry(Deed.CREATE, names(AzureOperation.PUT_BLOB)),
            Map.entry(Deed.COPY, names(AzureOperation.GET_PROPERTIES, AzureOperation.COPY_FROM_URL)),
            Map.entry(
                    Deed.TRANSFER,
                    names(
                            AzureOperation.PUT_BLOB,
                            AzureOperation.LEASE_BLOB,
                            AzureOperation.PUT_BLOCK,
                            AzureOperation.PUT_BLOCK_LIST,
                            AzureOperation.COPY_FROM_URL)),
            Map.entry(Deed.READ, names(AzureOperation.GET_BLOB)),
            Map.entry(Deed.READ_RANGE, names(AzureOperation.GET_BLOB)),
            Map.entry(Deed.STAT, names(AzureOperation.GET_PROPERTIES)),
            Map.entry(Deed.DELETE, names(AzureOperation.DELETE_BLOB)),
            Map.entry(Deed.DELETE_BATCH, names(AzureOperation.BATCH)),
            Map.entry(Deed.LIST, names(AzureOperation.LIST_BLOBS)),
            Map.entry(Deed.LIST_DIRECTORIES, names(AzureOperation.LIST_BLOBS)));

    /** Answers with a document. */
    private static final Set<String> DOCUMENTS = names(AzureOperation.BATCH, AzureOperation.LIST_BLOBS);

    private static final Set<String> PASSING = Set.of("X2", "X3", "X4", "X5", "X9", "X17", "S1");

    private static Set<String> names(AzureOperation... operations) {
        return Stream.of(operations).map(AzureOperation::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<Deed, Set<String>> requests() {
        return REQUESTS;
    }

    @Override
    public List<StoreFault> faults() {
        return Stream.concat(Stream.of(WireFault.values()), Stream.of(AzureFault.values()))
                .map(StoreFault.class::cast)
                .filter(fault -> fault != WireFault.TRICKLE)
                .toList();
    }

    @Override
    public boolean applies(StoreFault fault, String operation, Deed deed) {
        return canStrike(fault, operation) && !isHiddenFrom(deed, fault);
    }

    private static boolean canStrike(StoreFault fault, String operation) {
        boolean reads = operation.equals(AzureOperation.GET_BLOB.name());
        if (fault == WireFault.FLIPPED_BIT) {
            return reads;
        }
        if (Set.of(WireFault.DEEP_DOCUMENT, WireFault.HUGE_DOCUMENT, WireFault.CUT_DOCUMENT)
                .contains(fault)) {
            return DOCUMENTS.contains(operation);
        }
        return switch (fault.row()) {
            case "X7", "X8" -> reads;
            case "S4" -> operation.equals(AzureOperation.LIST_BLOBS.name());
            case "S5" -> operation.equals(AzureOperation.BATCH.name());
            default -> true;
        };
    }

    /** What a client cannot know: absence is what the service says is absent, and a delete is done that it says is done. */
    private static boolean isHiddenFrom(Deed deed, StoreFault fault) {
        return switch (deed) {
            case STAT -> fault == AzureFault.NOT_FOUND_AFTER_WRITE;
            case DELETE -> fault == AzureFault.NOT_FOUND_AFTER_WRITE || fault == AzureFault.ACCEPTED_NOTHING;
            case DELETE_BATCH -> fault == AzureFault.CLAIMED_DELETES;
            default -> false;
        };
    }

    /**
     * Not bytes of a transfer that the service says are others than were sent, which are taken for the
     * caller's. Not a length that is longer than the body, where the range is given before that shows.
     */
    @Override
    public boolean passes(StoreFault fault, String operation, Deed deed) {
        boolean othersBytes = deed == Deed.TRANSFER && fault == AzureFault.MD5_MISMATCH;
        boolean tooLong = deed == Deed.READ_RANGE && fault == WireFault.TWO_LENGTHS;
        return PASSING.contains(fault.row()) && !othersBytes && !tooLong;
    }

    @Override
    public int requestsOfAnAttempt(String operation) {
        // A lease is given back when it is not clear whether it was granted.
        return operation.equals(AzureOperation.LEASE_BLOB.name()) ? 2 : 1;
    }

    @Override
    public Server start(long seed) {
        AzureFaultServer server = new AzureFaultServer(CONTAINER, InstantSource.system(), Sleeper.system(), seed);
        return new Server() {
            @Override
            public Backend open(Duration patience) throws StorageException {
                return AzureFaultPlan.open(server, patience);
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
                return server.requests(AzureOperation.valueOf(operation));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static Backend open(AzureFaultServer server, Duration patience) throws StorageException {
        AzureBlobConfig config = new AzureBlobConfig(
                CONTAINER,
                Optional.of(AzureFaultServer.ACCOUNT),
                Optional.of(server.endpoint().toString()),
                Optional.empty(),
                AzureBlobAuthentication.AUTO,
                16L << 20,
                5,
                false,
                false,
                Optional.empty(),
                patience,
                Duration.ofSeconds(4));
        Environment keys = Environment.of(Map.of(AzureBlobCredentials.KEY, AzureFaultServer.KEY));
        return Backends.with(StoreRuntime.system().withEnvironment(keys)).open(config);
    }
}
