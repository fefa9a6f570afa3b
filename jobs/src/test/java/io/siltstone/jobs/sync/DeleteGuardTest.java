package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T2: what speaks against deleting, and that nothing is deleted then. */
class DeleteGuardTest {

    private static final SyncRequest ANY = SyncRequest.DEFAULT.withDelete(DeleteLimit.ofPercent(100));

    @TempDir
    private Path directory;

    private static void add(Pairs pairs, int extra) throws StorageException {
        for (int i = 0; i < extra; i++) {
            pairs.target.write("extra/deep/" + i, new byte[1]);
        }
    }

    @Test
    void deletesWhatTheSourceDoesNotHaveAndItsEmptyDirectories() throws Exception {
        try (Pairs pairs = Pairs.onDisk(directory)) {
            pairs.fill(5, 10, 1);
            add(pairs, 3);

            SyncReport report = pairs.run(ANY);

            assertThat(report.of(SyncAction.DELETE)).isEqualTo(new SyncReport.Volume(3, 3));
            assertThat(report.isComplete()).isTrue();
            assertThat(Pairs.contents(pairs.target)).isEqualTo(Pairs.contents(pairs.source));
            assertThat(directory.resolve("b/extra")).doesNotExist();
            assertThat(pairs.run(ANY).upToDate()).isEqualTo(5);
        }
    }

    @Test
    void anEmptySourceDeletesNothing() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            add(pairs, 3);

            SyncReport report = pairs.run(ANY);

            assertThat(report.deleteRefusal())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the source is empty"));
            assertThat(Pairs.contents(pairs.target)).hasSize(3);
        }
    }

    @Test
    void aSourceWithoutARootMarkerDeletesNothing() throws Exception {
        Path plain = directory.resolve("plain");
        Files.createDirectories(plain.resolve("db"));
        Files.write(plain.resolve("db/a"), new byte[1]);
        Backend source = LocalBackend.open(LocalConfig.of(plain).withoutCreate(), StoreRuntime.system());
        try (Pairs pairs = Pairs.of(source, Pairs.memory("b"))) {
            add(pairs, 1);

            SyncReport report = pairs.run(ANY);

            assertThat(report.of(SyncAction.COPY).objects()).isEqualTo(1);
            assertThat(report.deleteRefusal())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("no root marker"));
            assertThat(Pairs.contents(pairs.target)).hasSize(2);
        }
    }

    @Test
    void aFailedCopyDeletesNothing() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(5, 10, 1);
            add(pairs, 1);
            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(UnavailableException::new))
                    .where(key -> key.endsWith("0003.parquet")));

            SyncReport report = pairs.run(ANY);

            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.deleteRefusal()).isPresent();
            assertThat(Pairs.contents(pairs.target)).hasSize(5).containsKey("extra/deep/0");
        }
    }

    /** Fails, or ends, after so many objects of a listing. */
    private static final class ShortListing extends ForwardingBackend {
        private final int objects;

        ShortListing(Backend inner, int objects) {
            super(inner);
            this.objects = objects;
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
            Listing<ObjectInfo> listing = inner().listObjects(request);
            return new Listing<>() {
                private int given;

                @Override
                public boolean hasNext() throws StorageException {
                    if (given == objects) {
                        throw new UnavailableException(ErrorContext.of(Operation.LIST, "short"), "page lost");
                    }
                    return listing.hasNext();
                }

                @Override
                public ObjectInfo next() throws StorageException {
                    given++;
                    return listing.next();
                }

                @Override
                public void close() throws StorageException {
                    listing.close();
                }
            };
        }
    }

    @Test
    void aListingThatFailsAnywhereDeletesNothingAndEndsTheRun() throws Exception {
        for (int objects = 0; objects < 5; objects++) {
            Backend source = Pairs.memory("a");
            try (Pairs pairs = Pairs.of(new ShortListing(source, objects), Pairs.memory("b"))) {
                pairs.fill(5, 10, 1);
                add(pairs, 3);

                SyncReport report = pairs.run(ANY);

                assertThat(report.stoppedBy()).containsInstanceOf(UnavailableException.class);
                assertThat(report.of(SyncAction.DELETE).objects()).isZero();
                assertThat(report.of(SyncAction.COPY).objects()).isLessThanOrEqualTo(objects);
                assertThat(Pairs.contents(pairs.target)).containsKeys("extra/deep/0", "extra/deep/2");
            }
        }
    }

    @Test
    void aTargetListingThatFailsDeletesNothing() throws Exception {
        Backend target = Pairs.memory("b");
        try (Pairs pairs = Pairs.of(Pairs.memory("a"), new ShortListing(target, 2))) {
            pairs.fill(5, 10, 1);
            add(pairs, 3);

            SyncReport report = pairs.run(ANY);

            assertThat(report.stoppedBy()).isPresent();
            assertThat(report.of(SyncAction.DELETE).objects()).isZero();
        }
    }

    @Test
    void theLimitIsHeldExactly() throws Exception {
        for (DeleteLimit limit : List.of(
                DeleteLimit.ofObjects(2),
                DeleteLimit.ofPercent(29),
                DeleteLimit.DEFAULT,
                new DeleteLimit(OptionalLong.of(3), OptionalInt.of(29)))) {
            try (Pairs pairs = Pairs.inMemory()) {
                pairs.fill(7, 10, 1);
                pairs.run();
                add(pairs, 3);

                SyncReport report = pairs.run(SyncRequest.DEFAULT.withDelete(limit));

                assertThat(report.deleteRefusal())
                        .as(limit.toString())
                        .hasValueSatisfying(reason -> assertThat(reason).contains("3 of 10 objects"));
                assertThat(Pairs.contents(pairs.target)).hasSize(10);
                assertThat(pairs.run(SyncRequest.DEFAULT.withDelete(DeleteLimit.ofPercent(30)))
                                .of(SyncAction.DELETE)
                                .objects())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void whatIsRewrittenAfterTheListingStays() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(1, 10, 1);
            add(pairs, 1);
            pairs.targetFaults.add(FaultRule.on(
                            Operation.DELETE,
                            Fault.failBefore(io.siltstone.core.error.PreconditionFailedException::new))
                    .where(key -> key.startsWith("extra")));

            SyncReport report = pairs.run(ANY);

            assertThat(report.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.action()).isEqualTo(SyncAction.DELETE));
            assertThat(Pairs.contents(pairs.target)).containsKey("extra/deep/0");
        }
    }
}
