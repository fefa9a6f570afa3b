package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Conditional writes: one winner, no lost update, and a lost answer is settled. Contract section 2. */
public interface ConditionalWriteContract extends StoreContract {

    @Test
    default void createOnlyWritesOnlyWhereNothingIs() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            Storage storage = fixture.storage();
            storage.write("a", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);
            assertThatThrownBy(() -> storage.write("a", Source.bytes(Contents.of(2, 10)), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(AlreadyExistsException.class);
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));

            storage.delete("a");
            storage.write("a", Source.bytes(Contents.of(3, 10)), WriteOptions.CREATE_ONLY);
            assertThat(storage.read("a")).isEqualTo(Contents.of(3, 10));
        }
    }

    @Test
    default void aWriterKeepsTheConditionAtItsCommit() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            Storage storage = fixture.storage();
            try (ObjectWriter writer = storage.openWriter("a", OptionalLong.empty(), WriteOptions.CREATE_ONLY)) {
                writer.write(Contents.of(1, 10));
                storage.write("a", Contents.of(2, 20));
                assertThatThrownBy(writer::commit).isInstanceOf(AlreadyExistsException.class);
            }
            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 20));
        }
    }

    @Test
    default void replaceVersionReplacesThatVersionAlone() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.REPLACE_VERSION);
            Storage storage = fixture.storage();
            String first = version(storage.write("a", Contents.of(1, 10)));
            String second = version(storage.write("a", Source.bytes(Contents.of(2, 10)), replacing(first)));

            assertThatThrownBy(() -> storage.write("a", Source.bytes(Contents.of(3, 10)), replacing(first)))
                    .isInstanceOf(PreconditionFailedException.class);
            assertThat(storage.read("a")).isEqualTo(Contents.of(2, 10));

            storage.delete("a");
            assertThatThrownBy(() -> storage.write("a", Source.bytes(Contents.of(3, 10)), replacing(second)))
                    .isInstanceOf(PreconditionFailedException.class);
            assertThat(storage.exists("a")).isFalse();
        }
    }

    @Test
    default void aTextThatIsNoVersionIsThatOfNoObject() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.REPLACE_VERSION);
            Storage storage = fixture.storage();
            String held = version(storage.write("a", Contents.of(1, 10)));
            List<String> texts = List.of(
                    "*", "", " ", "\"", "\"*\"", held + ", x", "x\", \"" + held, held + " ", "\u00E9", "a\r\nb");
            for (String text : texts) {
                assertThatThrownBy(() -> storage.write("a", Source.bytes(Contents.of(2, 10)), replacing(text)))
                        .as("replacing %s", text)
                        .isInstanceOf(PreconditionFailedException.class);
                assertThatThrownBy(() -> storage.write("absent", Source.bytes(Contents.of(2, 10)), replacing(text)))
                        .as("replacing %s of nothing", text)
                        .isInstanceOf(PreconditionFailedException.class);
                if (fixture.backend().capabilities().supports(Capability.READ_VERSION)) {
                    assertThatThrownBy(() -> storage.open("a", ReadOptions.ALL.withVersion(text)))
                            .as("reading %s", text)
                            .isInstanceOf(ChangedDuringReadException.class);
                }
                if (fixture.backend().capabilities().supports(Capability.DELETE_VERSION)) {
                    assertThatThrownBy(() -> storage.delete("a", Optional.of(text)))
                            .as("deleting %s", text)
                            .isInstanceOf(PreconditionFailedException.class);
                }
            }
            assertThat(storage.read("a")).isEqualTo(Contents.of(1, 10));
            assertThat(Contents.texts(storage.list(""))).containsExactly("a");
        }
    }

    @Test
    default void ofManyCreatorsExactlyOneWins() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            Storage storage = fixture.storage();
            List<Boolean> won = Threads.race(16, i -> {
                try {
                    storage.write("db/x/a", Source.bytes(Contents.of(i, 5000)), WriteOptions.CREATE_ONLY);
                    return true;
                } catch (AlreadyExistsException | ConflictException lost) {
                    return false;
                }
            });

            assertThat(won).containsOnlyOnce(true);
            assertThat(storage.read("db/x/a")).isEqualTo(Contents.of(won.indexOf(true), 5000));
        }
    }

    @Test
    default void aCounterLosesNoUpdate() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.REPLACE_VERSION);
            Storage storage = fixture.storage();
            storage.write("counter", text(0));
            Threads.race(4, i -> {
                for (int done = 0; done < 10; ) {
                    done += increment(storage) ? 1 : 0;
                }
                return i;
            });
            assertThat(storage.read("counter")).isEqualTo(text(40));
        }
    }

    @Test
    default void aLostAnswerIsSettledByTheWriteId() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);

            ObjectInfo info = storage.write("mine", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);

            assertThat(info.sizeBytes()).isEqualTo(10);
            assertThat(info.version())
                    .isEqualTo(storage.stat("mine").orElseThrow().info().version());
        }
    }

    @Test
    default void aLostAnswerOfAWriterIsSettledByTheWriteId() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.COMMIT, Fault.failAfter(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);

            ObjectInfo info;
            try (ObjectWriter writer = storage.openWriter("mine", OptionalLong.of(10), WriteOptions.CREATE_ONLY)) {
                writer.write(Contents.of(1, 10));
                info = writer.commit();
            }

            assertThat(info.version())
                    .isEqualTo(storage.stat("mine").orElseThrow().info().version());
            assertThat(storage.read("mine")).isEqualTo(Contents.of(1, 10));
        }
    }

    @Test
    default void aLostAnswerOfACopyIsSettledByTheWriteId() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            fixture.storage().write("from", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.COPY, Fault.failAfter(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);
            CopyOptions creating = CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY);

            ObjectInfo info = storage.copy("from", "mine", creating);

            assertThat(info.version())
                    .isEqualTo(storage.stat("mine").orElseThrow().info().version());
            assertThat(storage.read("mine")).isEqualTo(Contents.of(1, 10));
            assertThatThrownBy(() -> storage.copy("from", "mine", creating)).isInstanceOf(AlreadyExistsException.class);
        }
    }

    @Test
    default void aRefusalThatTheWriteItselfCausedIsItsSuccess() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(AlreadyExistsException::new)));
            Storage storage = fixture.storage(faults);

            ObjectInfo info = storage.write("mine", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);

            assertThat(info.sizeBytes()).isEqualTo(10);
        }
    }

    @Test
    default void aLostAnswerOfAWriteThatDidNothingStaysUnknown() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);

            assertThatThrownBy(() -> storage.write("mine", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(storage.exists("mine")).isFalse();
        }
    }

    @Test
    default void aLostAnswerOfAWriteThatAnotherWonIsARefusal() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            fixture.storage().write("theirs", Source.bytes(Contents.of(2, 20)), WriteOptions.CREATE_ONLY);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);

            assertThatThrownBy(
                            () -> storage.write("theirs", Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(AlreadyExistsException.class);
            assertThat(storage.read("theirs")).isEqualTo(Contents.of(2, 20));
        }
    }

    private static boolean increment(Storage storage) throws Exception {
        String version = version(storage.stat("counter").orElseThrow().info());
        int value = Integer.parseInt(new String(storage.read("counter"), StandardCharsets.US_ASCII));
        try {
            storage.write("counter", Source.bytes(text(value + 1)), replacing(version));
            return true;
        } catch (PreconditionFailedException | ConflictException lost) {
            return false;
        }
    }

    private static WriteOptions replacing(String version) {
        return WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version));
    }

    private static String version(ObjectInfo info) {
        return info.version().orElseThrow();
    }

    private static byte[] text(int value) {
        return Integer.toString(value).getBytes(StandardCharsets.US_ASCII);
    }
}
