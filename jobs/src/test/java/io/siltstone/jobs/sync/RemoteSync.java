package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.Operation;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a disk and a real server, there and back. */
interface RemoteSync {

    /** An empty store with parts of 5 MiB. */
    RemoteStore newStore();

    @Test
    default void thereAndBackNothingIsLost(@TempDir Path directory) throws Exception {
        RemoteStore store = newStore();
        Backend bucket = store.open();
        try (Pairs there = Pairs.of(Pairs.disk(directory.resolve("a")), bucket);
                Pairs back = Pairs.of(bucket, Pairs.disk(directory.resolve("c")))) {
            there.fill(40, 3000, 1);
            there.source.write("db/big", new SeededRandom(2).bytes(17 << 20));
            there.source.write("db/é +%2F", new byte[0]);

            SyncReport first = there.run(SyncRequest.DEFAULT.withResumeFromBytes(1 << 20));
            assertThat(first.isComplete()).as(first.toString()).isTrue();
            there.targetFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(ConfigurationException::new))
                    .where(key -> !key.startsWith(".siltstone/")));
            SyncReport second = there.run();
            there.targetFaults.clear();
            assertThat(second.upToDate()).isEqualTo(42);
            assertThat(second.isComplete()).as(second.toString()).isTrue();

            SyncReport returned = back.run();
            assertThat(returned.of(SyncAction.COPY).objects()).isEqualTo(42);
            assertThat(Pairs.contents(back.target)).isEqualTo(Pairs.contents(there.source));
            requireNowhere(store.secret(), directory, first, second, returned);
        }
    }

    /** The secret is in no file that was written, ledgers included, and in no report. */
    private static void requireNowhere(String secret, Path files, Object... reports) throws IOException {
        try (Stream<Path> walk = Files.walk(files)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        for (Object report : reports) {
            assertThat(report.toString()).doesNotContain(secret);
        }
    }

    @Test
    default void aTransferThatWasBrokenOffGoesOnWhereItWas(@TempDir Path directory) throws Exception {
        try (Pairs pairs =
                Pairs.of(Pairs.disk(directory.resolve("a")), newStore().open())) {
            byte[] content = new SeededRandom(2).bytes(22 << 20);
            pairs.source.write("db/big", content);
            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.cutBody(16 << 20))
                    .where("db/big"::equals)
                    .nth(1));
            SyncReport first = pairs.run();
            SyncReport second = pairs.run();

            assertThat(first.failed()).isEqualTo(1);
            assertThat(second.isComplete()).as(second.toString()).isTrue();
            assertThat(first.sentBytes() + second.sentBytes()).isLessThanOrEqualTo((22 << 20) + (5 << 20));
            assertThat(pairs.target.read("db/big")).isEqualTo(content);
        }
    }

    @Test
    default void oneStoreUnderTwoSpellingsIsRefused() throws Exception {
        RemoteStore store = newStore();
        try (Pairs pairs = Pairs.of(store.open(), store.openOtherwise())) {
            pairs.fill(1, 10, 1);
            assertThatThrownBy(pairs::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("same store");
        }
    }
}
