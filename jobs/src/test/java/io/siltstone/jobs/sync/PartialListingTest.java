package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.local.DeniedDirectory;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T2: a source that shows only a part of what it has, and says so or not. What it has stays at the target. */
class PartialListingTest {

    private static final SyncRequest ANY = SyncRequest.DEFAULT.withDelete(DeleteLimit.ofPercent(100));

    /** Two pages of S3. */
    private static final int PAGES_OF_OBJECTS = 1003;

    @TempDir
    private Path directory;

    /** Leaves out objects of some listings as if they were not there. */
    private static final class Forgetful extends ForwardingBackend {
        private final IntPredicate shown;
        private final int from;
        private int listings;

        /** @param from the first listing that leaves something out, from 1 */
        Forgetful(Backend inner, int from, IntPredicate shown) {
            super(inner);
            this.from = from;
            this.shown = shown;
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
            Listing<ObjectInfo> all = inner().listObjects(request);
            listings++;
            return listings < from ? all : new Part(all, shown);
        }
    }

    private static final class Part implements Listing<ObjectInfo> {
        private final Listing<ObjectInfo> all;
        private final IntPredicate shown;
        private Optional<ObjectInfo> head = Optional.empty();
        private int given;

        Part(Listing<ObjectInfo> all, IntPredicate shown) {
            this.all = all;
            this.shown = shown;
        }

        @Override
        public boolean hasNext() throws StorageException {
            while (head.isEmpty() && all.hasNext()) {
                head = Optional.of(all.next());
                if (!shown.test(given++)) {
                    head = Optional.empty();
                }
            }
            return head.isPresent();
        }

        @Override
        public ObjectInfo next() throws StorageException {
            hasNext();
            ObjectInfo next = head.orElseThrow();
            head = Optional.empty();
            return next;
        }

        @Override
        public void close() throws StorageException {
            all.close();
        }
    }

    @Test
    void whatAListingSilentlyLeavesOutStays() throws Exception {
        List<IntPredicate> parts = List.of(i -> i < 3, i -> i >= 3, i -> i % 2 == 0, i -> i == 0);
        for (int from : List.of(1, 2)) {
            for (IntPredicate part : parts) {
                Backend whole = Pairs.memory("a");
                try (Pairs pairs = Pairs.of(whole, Pairs.memory("b"))) {
                    pairs.fill(8, 10, 1);
                    pairs.run();
                    for (String extra : List.of("a/0", "db/cpu/2025/11/25/03/x", "z/0", "z/1", "z/2", "z/3")) {
                        pairs.target.write(extra, new byte[1]);
                    }
                    Collection<String> held = Pairs.contents(pairs.source).keySet();
                    Pairs forgetful = Pairs.of(new Forgetful(whole, from, part), pairs.target.backend());

                    SyncReport report = forgetful.run(ANY);

                    assertThat(report.deleteRefusal())
                            .hasValueSatisfying(
                                    reason -> assertThat(reason).contains("which its listing did not name"));
                    assertThat(report.isComplete()).isFalse();
                    assertThat(Pairs.contents(pairs.target)).containsKeys(held.toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void aMountThatGoesBetweenTheListingsDeletesNothing() throws Exception {
        Path source = directory.resolve("a");
        try (Pairs pairs = Pairs.onDisk(directory)) {
            pairs.fill(20, 10, 1);
            pairs.run();
            pairs.target.write("extra/0", new byte[1]);
            pairs.target.write("extra/1", new byte[1]);
            Backend going = new ForwardingBackend(pairs.source.backend()) {
                private int listings;

                @Override
                public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
                    listings++;
                    Listing<ObjectInfo> listing = inner().listObjects(request);
                    if (listings == 2) {
                        listing.hasNext();
                        unmount(source);
                    }
                    return listing;
                }
            };

            SyncReport report = Pairs.of(going, pairs.target.backend()).run(ANY);

            assertThat(report.of(SyncAction.DELETE).objects()).isZero();
            assertThat(report.isComplete()).isFalse();
            assertThat(Pairs.contents(pairs.target)).hasSize(22);
        }
    }

    /** As an unmount does it: the directory stays, and nothing is in it. */
    private static void unmount(Path root) {
        try {
            Files.move(root, root.resolveSibling("elsewhere"));
            Files.createDirectory(root);
        } catch (IOException e) {
            Assertions.fail("the store cannot be moved away", e);
        }
    }

    @Test
    void theEmptyFolderOfAMountThatIsMissingIsNoSource() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount"));

        Assertions.assertThatThrownBy(
                        () -> LocalBackend.open(LocalConfig.of(mount).withoutCreate(), StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is the mount missing?");
    }

    @Test
    void aDirectoryThatMayNotBeListedEndsTheRunAndDeletesNothing() throws Exception {
        try (Pairs pairs = Pairs.onDisk(directory)) {
            for (String key : List.of("a/1", "b/1", "b/2", "c/1")) {
                pairs.source.write(key, new byte[3]);
            }
            pairs.run();
            pairs.target.write("extra/0", new byte[1]);
        }
        try (Pairs pairs =
                Pairs.of(DeniedDirectory.open(directory.resolve("a"), "b"), Pairs.disk(directory.resolve("b")))) {
            SyncReport report = pairs.run(ANY);

            assertThat(report.stoppedBy()).containsInstanceOf(AccessDeniedException.class);
            assertThat(report.of(SyncAction.DELETE).objects()).isZero();
            assertThat(Pairs.contents(pairs.target)).containsOnlyKeys("a/1", "b/1", "b/2", "c/1", "extra/0");
        }
    }

    @Test
    void pagesOfS3ThatFailOrLieDeleteNothingThatIsThere() throws Exception {
        try (S3FaultServer server = new S3FaultServer("bucket");
                Pairs pairs = Pairs.of(open(server), Pairs.memory("b"))) {
            pairs.fill(PAGES_OF_OBJECTS, 1, 1);
            assertThat(pairs.run().isComplete()).isTrue();
            Collection<String> held = Pairs.contents(pairs.target).keySet();
            for (StoreFault fault : List.<StoreFault>of(
                    Lost.REST_OF_THE_LISTING,
                    Lost.FIRST_OBJECTS,
                    S3Fault.ACCESS_DENIED,
                    S3Fault.NO_SUCH_BUCKET,
                    S3Fault.ERROR_IN_SUCCESS,
                    S3Fault.EMPTY_PAGE_WITH_MORE,
                    S3Fault.MORE_WITHOUT_TOKEN,
                    S3Fault.TOKEN_FOR_EVER,
                    S3Fault.FOREIGN_KEY,
                    S3Fault.HOSTILE_KEY,
                    S3Fault.KEY_TWICE,
                    S3Fault.KEYS_UNSORTED,
                    S3Fault.NEGATIVE_SIZE)) {
                for (int page = 1; page <= 4; page++) {
                    pairs.target.write("extra/0", new byte[1]);
                    pairs.target.write("zebra/0", new byte[1]);
                    server.add(WireRule.always(S3Operation.LIST_OBJECTS.name(), fault)
                            .from(page, Long.MAX_VALUE));

                    SyncReport report = pairs.run(ANY);

                    server.clear();
                    assertThat(Pairs.contents(pairs.target))
                            .as(fault + " from page " + page + ": " + report.stoppedBy() + report.deleteRefusal())
                            .containsKeys(held.toArray(String[]::new));
                }
            }
        }
    }

    private static Backend open(S3FaultServer server) throws StorageException {
        return Backends.with(StoreRuntime.system()
                        .withEnvironment(
                                Environment.of(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"))))
                .open("s3://bucket/data?endpoint=" + server.endpoint() + "&region=" + S3FaultServer.REGION
                        + "&pathStyle=true");
    }
}
