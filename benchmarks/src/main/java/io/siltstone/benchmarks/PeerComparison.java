package io.siltstone.benchmarks;

import io.siltstone.testservers.AzuriteServer;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small objects up and down through Siltstone and its peers, each in its own process, in turn, on one real server. */
final class PeerComparison implements AutoCloseable {

    private static final String OURS = "Siltstone";
    private static final double OVER_BARE = 1.15;
    private static final int WARM_UP_IN_FLIGHT = 8;

    private final Results results;
    private final List<PeerClient> clients = new ArrayList<>();
    private final int operations;
    private final int rounds;

    private PeerComparison(Arguments arguments, String service) {
        this.results = new Results(service, arguments);
        this.operations = Integer.parseInt(arguments.other(1, "300"));
        this.rounds = Integer.parseInt(arguments.other(2, "4"));
    }

    /**
     * Takes where results go and their date; then {@code s3} or {@code azure}; then, where they differ from the usual,
     * operations of a turn and rounds.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        String service = arguments.other(0, "s3");
        try (PeerComparison comparison = new PeerComparison(arguments, service)) {
            comparison.start(service, arguments);
            comparison.compare();
        }
    }

    /** The bare SDK is the second. */
    private void start(String service, Arguments arguments) throws IOException {
        List<String> names;
        Map<String, String> environment;
        if (service.equals("azure")) {
            AzuriteServer server = AzuriteServer.shared();
            results.fact("server", "Azurite, on the same machine");
            names = List.of(OURS, "Azure SDK", "OpenDAL");
            environment = Map.of("PEER_ENDPOINT", server.connectionString(), "PEER_CONTAINER", server.newContainer());
        } else {
            CephServer server = CephServer.shared();
            results.fact("server", "Ceph " + server.version() + ", on the same machine");
            names = List.of(OURS, "AWS SDK", "Iceberg", "MinIO", "OpenDAL");
            environment = Map.of(
                    "PEER_ENDPOINT", server.endpoint().toString(),
                    "PEER_REGION", server.region(),
                    "PEER_ACCESS", server.accessKey(),
                    "PEER_SECRET", server.secretKey(),
                    "PEER_CONTAINER", server.newBucket());
        }
        results.fact("measured", "each client in a process of its own; for each operation");
        for (String name : names) {
            clients.add(PeerClient.start(service, name, arguments.scratch(), environment));
        }
    }

    private void compare() throws IOException {
        for (PeerClient client : clients) {
            client.run("put", 4 << 10, WARM_UP_IN_FLIGHT, 2 * operations);
            client.run("get", 4 << 10, WARM_UP_IN_FLIGHT, 2 * operations);
        }
        for (int kib : new int[] {4, 64}) {
            for (int inFlight : new int[] {1, 32}) {
                for (String verb : List.of("put", "get")) {
                    compare(verb, kib, inFlight);
                    results.write();
                }
            }
        }
    }

    private void compare(String verb, int kib, int inFlight) throws IOException {
        Map<String, List<PeerClient.Turn>> turns = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (PeerClient client : clients) {
                PeerClient.Turn turn = client.run(verb, kib << 10, inFlight, operations);
                List<PeerClient.Turn> all = turns.computeIfAbsent(client.name(), name -> new ArrayList<>());
                if (round >= 0) {
                    all.add(turn);
                }
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        turns.forEach((name, all) -> times.put(
                name,
                new Times(
                        all.stream().map(PeerClient.Turn::wallMillis).toList(),
                        all.stream().map(PeerClient.Turn::cpuMillis).toList())));
        report(verb + " of " + kib + " KiB, " + inFlight + " in flight", times, turns);
    }

    private void report(String what, Map<String, Times> times, Map<String, List<PeerClient.Turn>> turns) {
        results.series(what, times);
        Times ours = times.getOrDefault(OURS, new Times(List.of(Double.NaN)));
        String bare = clients.get(1).name();
        times.forEach((name, theirs) -> {
            if (!name.equals(OURS)) {
                results.measure(
                        what + ": processor time of " + OURS + " / " + name,
                        ours.cpuOver(theirs),
                        name.equals(bare) ? OVER_BARE : 1);
                results.note(what + ": time of " + OURS + " / " + name, ours.over(theirs));
            }
        });
        turns.forEach((name, all) -> results.note(
                what + ": peak memory of " + name + " so far, MiB",
                all.get(all.size() - 1).peakMib()));
    }

    @Override
    public void close() throws IOException {
        for (PeerClient client : clients) {
            client.close();
        }
    }
}
