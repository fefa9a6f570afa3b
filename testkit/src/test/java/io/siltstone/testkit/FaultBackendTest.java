package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FaultBackendTest {

    private final MutableClock clock = MutableClock.at(Instant.EPOCH);
    private final FaultBackend faults = new FaultBackend(
            new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system()), clock::advance, new SeededRandom(1));
    private final Storage storage = Storage.of(faults);

    @Test
    void aCallThatFailsBeforeDoesNothing() throws Exception {
        faults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(UnavailableException::new)));
        assertThatThrownBy(() -> storage.write("a", new byte[1]))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("key=`a`: injected fault before");
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    void aCallWhoseAnswerIsLostIsDone() throws Exception {
        faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(OutcomeUnknownException::new)));
        faults.add(FaultRule.on(Operation.DELETE, Fault.failAfter(UnavailableException::new)));
        assertThatThrownBy(() -> storage.write("a", new byte[1])).isInstanceOf(OutcomeUnknownException.class);
        assertThat(storage.exists("a")).isTrue();
        assertThatThrownBy(() -> storage.delete("a")).isInstanceOf(UnavailableException.class);
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    void aRuleStrikesWhereAndWhenItSays() throws Exception {
        faults.add(FaultRule.on(Operation.STAT, Fault.failBefore(UnavailableException::new))
                .where(key -> key.startsWith("db/"))
                .nth(2));
        storage.stat("a");
        storage.stat("db/a");
        storage.stat("a");
        assertThatThrownBy(() -> storage.stat("db/b")).isInstanceOf(UnavailableException.class);
        storage.stat("db/c");
        assertThat(faults.calls(Operation.STAT)).isEqualTo(5);

        faults.clear();
        faults.add(FaultRule.on(Operation.STAT, Fault.failBefore(UnavailableException::new))
                .first(1));
        assertThatThrownBy(() -> storage.stat("a")).isInstanceOf(UnavailableException.class);
        storage.stat("a");
        assertThat(faults.calls()).isEqualTo(7);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() throws Exception {
        faults.add(FaultRule.on(Operation.STAT, Fault.failBefore(UnavailableException::new))
                .withProbability(0.3));
        int failed = 0;
        for (int i = 0; i < 1000; i++) {
            try {
                storage.stat("a");
            } catch (UnavailableException e) {
                failed++;
            }
        }
        SeededRandom same = new SeededRandom(1);
        int expected = 0;
        for (int i = 0; i < 1000; i++) {
            expected += same.nextDouble() < 0.3 ? 1 : 0;
        }
        assertThat(failed).isEqualTo(expected).isBetween(250, 350);
    }

    @Test
    void aSourceThatIsCutIsNoticed() throws Exception {
        faults.add(FaultRule.on(Operation.WRITE, Fault.cutSource(10)));
        assertThatThrownBy(() -> storage.write("a", new byte[11])).isInstanceOf(IntegrityException.class);
        assertThat(storage.exists("a")).isFalse();
        storage.write("b", new byte[10]);
        assertThat(storage.read("b")).hasSize(10);
    }

    @Test
    void aBodyThatIsCutIsNoticed() throws Exception {
        storage.write("a", new byte[11]);
        faults.add(FaultRule.on(Operation.READ, Fault.cutBody(10)));
        assertThatThrownBy(() -> storage.read("a"))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("10 of 11");
    }

    @Test
    void aSlowCallTakesTimeOfTheGivenClockAlone() throws Exception {
        faults.add(FaultRule.on(Operation.STAT, Fault.slow(Duration.ofHours(3))));
        storage.stat("a");
        storage.stat("a");
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(6)));
    }

    @Test
    void commitsOfWritersAndTransfersGoWrongToo() throws Exception {
        faults.add(FaultRule.on(Operation.COMMIT, Fault.failBefore(UnavailableException::new)));
        try (ObjectWriter writer = storage.openWriter("a", OptionalLong.empty(), WriteOptions.DEFAULT)) {
            writer.write(1);
            assertThatThrownBy(writer::commit).isInstanceOf(UnavailableException.class);
        }
        SourceFingerprint source = new SourceFingerprint(1, "v1");
        try (Transfer transfer = storage.openTransfer("b", source, WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(new byte[1]));
            assertThatThrownBy(() -> transfer.commit(1, Sha256.of(new byte[1])))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(Contents.texts(storage.list(""))).isEmpty();

        faults.clear();
        try (Transfer transfer = storage.openTransfer("b", source, WriteOptions.DEFAULT)) {
            transfer.commit(1, Sha256.of(new byte[1]));
        }
        assertThat(storage.exists("b")).isTrue();
    }

    @Test
    void anAppendThatIsCutGoesOnWhereItWas() throws Exception {
        faults.add(FaultRule.on(Operation.APPEND, Fault.cutSource(40)).where("a"::equals));
        byte[] content = Contents.of(1, 100);
        try (Transfer transfer = storage.openTransfer("a", new SourceFingerprint(100, "v1"), WriteOptions.DEFAULT)) {
            assertThatThrownBy(() -> transfer.append(0, Source.bytes(content))).isInstanceOf(IntegrityException.class);
            assertThat(transfer.position()).isEqualTo(40);
        }
    }

    @Test
    void anErrorWithMoreToSayIsMadeByTheRule() {
        faults.add(FaultRule.on(
                Operation.LIST,
                Fault.failBefore((context, reason) ->
                        new ThrottledException(context, reason, Optional.of(Duration.ofSeconds(2)), null))));
        assertThatThrownBy(() -> storage.list(""))
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(2)));
    }
}
