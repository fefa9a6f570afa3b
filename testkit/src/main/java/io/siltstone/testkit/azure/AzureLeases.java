package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The leases of a container's blobs. "Lease Blob". Under the container's lock. */
final class AzureLeases {

    private static final String ID = "x-ms-lease-id";

    private final Map<String, String> leases = new HashMap<>();
    private final Set<String> expired = new HashSet<>();

    boolean isLeased(String blob) {
        return leases.containsKey(blob) && !expired.contains(blob);
    }

    /** Only who holds the lease changes a leased blob; who names a lease means that one. */
    void require(String blob, WireRequest request) {
        Optional<String> named = request.header(ID);
        if (!isLeased(blob)) {
            if (named.isPresent()) {
                throw AzureRefusal.of(412, leases.containsKey(blob) ? "LeaseLost" : "LeaseNotPresentWithBlobOperation");
            }
        } else if (named.isEmpty()) {
            throw AzureRefusal.of(412, "LeaseIdMissing");
        } else {
            requireNamed(blob, request);
        }
    }

    /** As {@link #require}, where no lease need be named: of reading. */
    void requireNamed(String blob, WireRequest request) {
        if (request.header(ID).filter(id -> !id.equals(leases.get(blob))).isPresent()) {
            throw AzureRefusal.of(412, "LeaseIdMismatchWithBlobOperation");
        }
    }

    /** The lease's id. */
    String operate(String blob, WireRequest request) {
        return switch (request.header("x-ms-lease-action").orElse("")) {
            case "acquire" ->
                acquire(blob, request.header("x-ms-proposed-lease-id").orElse("00000000-0000-0000-0000-000000000000"));
            case "renew" -> renew(blob, request.header(ID).orElse(""));
            case "release" -> {
                String id = own(blob, request.header(ID).orElse(""));
                end(blob);
                yield id;
            }
            default -> throw AzureRefusal.of(501, "NotImplemented");
        };
    }

    void end(String blob) {
        leases.remove(blob);
        expired.remove(blob);
    }

    void expire() {
        expired.addAll(leases.keySet());
    }

    private String acquire(String blob, String id) {
        if (isLeased(blob) && !id.equals(leases.get(blob))) {
            throw AzureRefusal.of(409, "LeaseAlreadyPresent");
        }
        leases.put(blob, id);
        expired.remove(blob);
        return id;
    }

    private String renew(String blob, String id) {
        own(blob, id);
        expired.remove(blob);
        return id;
    }

    private String own(String blob, String id) {
        if (!id.equals(leases.get(blob))) {
            throw AzureRefusal.of(409, "LeaseIdMismatchWithLeaseOperation");
        }
        return id;
    }
}
