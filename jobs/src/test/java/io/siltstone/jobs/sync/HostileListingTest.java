package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.jobs.verify.VerifyJob;
import io.siltstone.jobs.verify.VerifyListener;
import io.siltstone.jobs.verify.VerifyRequest;
import io.siltstone.testkit.SeededRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that lists what it likes: keys that are none, outside the prefix, twice, out of order, sizes that are none or
 * wrong. Whatever it says, nothing is written or removed outside the target's folder, and every error is typed.
 */
class HostileListingTest {

    private static final int RUNS = 300;

    /** Listed as they are: what is no key becomes the store's own error, as in every backend that parses an answer. */
    private static final List<String> NAMES = List.of(
            "../outside",
            "a/../../outside",
            "/etc/outside",
            "..",
            ".",
            "",
            "a//b",
            "a/",
            "C:\\x",
            "..\\outside",
            "a\\..\\x",
            "a\0b",
            "a\nb",
            ".siltstone/root-id",
            ".Siltstone/x",
            "\uD800",
            "x/".repeat(600),
            "db/a",
            "db/b",
            "db/b",
            "db/c/d",
            "other/a",
            "db2/a",
            "..foo",
            "a..b",
            "....//x",
            "file:///x",
            "%2e%2e/x",
            "db/\u202Etxt",
            "CON",
            "a:b",
            "*",
            "db/.siltstone/x",
            "é/a",
            "e\u0301/a",
            "db/" + "n".repeat(255));

    @TempDir
    private Path directory;

    private static final class Hostile extends ForwardingBackend {
        private final SeededRandom random;

        Hostile(Backend inner, long seed) {
            super(inner);
            this.random = new SeededRandom(seed);
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) {
            int count = 1 + random.nextInt(12);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.add(NAMES.get(random.nextInt(NAMES.size())));
            }
            if (random.nextBoolean()) {
                names.sort(io.siltstone.core.Utf8Order.COMPARATOR);
            }
            return new Names(names, random);
        }
    }

    private record Names(List<String> names, SeededRandom random) implements Listing<ObjectInfo> {
        @Override
        public boolean hasNext() {
            return !names.isEmpty();
        }

        @Override
        public ObjectInfo next() throws StorageException {
            ObjectKey key = ObjectKey.of(names.remove(0));
            long size = random.nextInt(40) - 5;
            if (size < 0) {
                throw new IntegrityException(ErrorContext.of(Operation.LIST, "hostile"), "a size is negative");
            }
            return new ObjectInfo(key, size, Instant.EPOCH, Optional.of("v" + random.nextInt(3)));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @Test
    void nothingOutsideTheRootIsTouched() throws Exception {
        Path canary = Files.writeString(directory.resolve("outside"), "canary");
        int done = 0;
        int typed = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Path root = directory.resolve("target" + seed);
            Backend inner = Pairs.memory("inner");
            for (String name : List.of("db/a", "db/c/d", "..foo", "a..b", "other/a")) {
                inner.write(
                        ObjectKey.of(name),
                        io.siltstone.core.Source.bytes(new byte[10]),
                        io.siltstone.core.WriteOptions.DEFAULT);
            }
            Backend hostile = new Hostile(inner, seed);
            boolean asTarget = seed % 3 == 2;
            try (Pairs pairs = asTarget ? Pairs.of(Pairs.disk(root), hostile) : Pairs.of(hostile, Pairs.disk(root))) {
                pairs.source.write("db/kept", new byte[1]);
                SyncRequest request = SyncRequest.DEFAULT
                        .withScope(seed % 2 == 0 ? SyncScope.ALL : SyncScope.ALL.withPrefix(KeyPrefix.of("db")))
                        .withResumeFromBytes(1 + seed % 20)
                        .withDelete(DeleteLimit.ofPercent(100));
                SyncReport report = SyncJob.run(
                        pairs.source, pairs.target, request, Runnable::run, StoreRuntime.system(), SyncListener.NONE);
                done += report.isComplete() ? 1 : 0;
                typed += report.stoppedBy().isPresent() || report.failed() > 0 ? 1 : 0;
                verify(pairs);
            }
        }
        assertThat(done + typed).isPositive();
        assertThat(typed).as("runs that met something").isGreaterThan(RUNS / 2);
        assertThat(Files.readString(canary)).isEqualTo("canary");
        try (Stream<Path> top = Files.list(directory)) {
            assertThat(top.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith("target"))
                            .toList())
                    .containsExactly("outside");
        }
        Logger.getLogger(HostileListingTest.class.getName())
                .info("hostile listings: runs " + RUNS + ", files outside the root 0, untyped errors 0");
    }

    private static void verify(Pairs pairs) throws Exception {
        try {
            VerifyJob.run(
                    pairs.target,
                    Optional.of(pairs.source),
                    VerifyRequest.of(KeyPrefix.ROOT).withDeep(true),
                    Runnable::run,
                    VerifyListener.NONE);
        } catch (StorageException e) {
            assertThat(e.reason()).isNotEmpty();
        }
    }
}
