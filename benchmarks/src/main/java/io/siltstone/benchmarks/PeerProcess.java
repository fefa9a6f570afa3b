package io.siltstone.benchmarks;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One client in a process of its own, so that its processor time and memory are its own. It takes a line of {@code
 * put|get BYTES IN_FLIGHT OPERATIONS} at a time, does that, and answers with a line of the processor time and the time by the
 * clock, each in milliseconds, and its peak of memory in MiB. It ends with its input.
 */
final class PeerProcess {

    private PeerProcess() {}

    /** Takes the service, {@code s3} or {@code azure}, and the name of the client; where the store is comes by environment. */
    public static void main(String[] args) throws Exception {
        try (SmallStore store = open(args[0], args[1], System.getenv());
                PrintStream answers =
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.println(answer(store, line.split(" ", -1)));
            }
        }
    }

    private static SmallStore open(String service, String name, Map<String, String> environment) throws Exception {
        String where = environment.getOrDefault("PEER_ENDPOINT", "");
        String container = environment.getOrDefault("PEER_CONTAINER", "");
        return service.equals("azure")
                ? AzurePeer.open(name, where, container)
                : S3Peer.open(
                        name,
                        new BenchmarkBucket(
                                URI.create(where),
                                environment.getOrDefault("PEER_REGION", ""),
                                environment.getOrDefault("PEER_ACCESS", ""),
                                environment.getOrDefault("PEER_SECRET", ""),
                                container));
    }

    private static String answer(SmallStore store, String[] order) throws Exception {
        byte[] content = new byte[Integer.parseInt(order[1])];
        String keys = "of" + content.length + "/";
        BenchmarkBucket.Call call = order[0].equals("put")
                ? number -> store.put(keys + number, content)
                : number -> requireWhole(store.get(keys + number), content.length);
        double cpu = Machine.cpuMillis();
        long started = System.nanoTime();
        BenchmarkBucket.each(Integer.parseInt(order[3]), Integer.parseInt(order[2]), call);
        double wall = (System.nanoTime() - started) / 1e6;
        return (Machine.cpuMillis() - cpu) + " " + wall + " " + Machine.peakMib();
    }

    private static void requireWhole(int got, int wanted) {
        if (got != wanted) {
            throw new IllegalStateException("an object of " + wanted + " bytes came with " + got);
        }
    }
}
