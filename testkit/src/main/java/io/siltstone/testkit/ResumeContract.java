package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.TransferBusyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Resumable writes: what was staged is found again, and only the whole is published. Contract section 4. */
public interface ResumeContract extends StoreContract {

    /** What the transfers of these tests move. */
    byte[] CONTENT = Contents.of(1, 100_000);

    /** The fingerprint of {@link #CONTENT}. */
    SourceFingerprint SOURCE = new SourceFingerprint(CONTENT.length, "v1");

    @Test
    default void aTransferInPiecesPublishesAtItsCommitAlone() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                assertThat(transfer.position()).isZero();
                transfer.append(0, piece(0, 30_000));
                assertThat(transfer.position()).isEqualTo(30_000);
                transfer.append(30_000, piece(30_000, 30_000));
                transfer.append(30_000, piece(30_000, 100_000));
                assertThat(transfer.position()).isEqualTo(100_000);
                assertThat(storage.exists("db/a")).isFalse();
                assertThat(Contents.texts(storage.list(""))).isEmpty();

                ObjectInfo info = transfer.commit(CONTENT.length, Sha256.of(CONTENT));
                assertThat(info.key().value()).isEqualTo("db/a");
                assertThat(info.sizeBytes()).isEqualTo(CONTENT.length);
                assertThat(storage.stat("db/a").orElseThrow().info().version()).isEqualTo(info.version());
                transfer.abort();
            }
            assertThat(storage.read("db/a")).isEqualTo(CONTENT);
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
        }
    }

    @Test
    default void aTransferOfNothingPublishesAnEmptyObject() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = storage.openTransfer("a", new SourceFingerprint(0, "v1"), WriteOptions.DEFAULT)) {
                transfer.commit(0, Sha256.of(new byte[0]));
            }
            assertThat(storage.read("a")).isEmpty();
        }
    }

    @Test
    default void anotherOffsetThanThePositionTakesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            try (Transfer transfer = begin(fixture.storage())) {
                transfer.append(0, piece(0, 1000));
                for (long offset : new long[] {0, 999, 1001, 100_000, -1}) {
                    assertThatThrownBy(() -> transfer.append(offset, piece(1000, 2000)))
                            .as("offset %s", offset)
                            .isInstanceOf(PreconditionFailedException.class);
                }
                assertThat(transfer.position()).isEqualTo(1000);
            }
        }
    }

    @Test
    default void aSourceThatEndsEarlyKeepsWhatCame() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            IOException thrown = new IOException("the network is gone");
            try (Transfer transfer = begin(storage)) {
                Source broken = Source.once(
                        50_000,
                        new SequenceInputStream(
                                new ByteArrayInputStream(Arrays.copyOf(CONTENT, 40_000)), new BrokenStream(thrown)));
                assertThatThrownBy(() -> transfer.append(0, broken)).isSameAs(thrown);
                assertThat(transfer.position()).isEqualTo(40_000);

                Source early = Source.once(20_000, new ByteArrayInputStream(CONTENT, 40_000, 10_000));
                assertThatThrownBy(() -> transfer.append(40_000, early)).isInstanceOf(IntegrityException.class);
                assertThat(transfer.position()).isEqualTo(50_000);

                transfer.append(50_000, piece(50_000, 100_000));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(storage.read("db/a")).isEqualTo(CONTENT);
        }
    }

    @Test
    default void moreThanTheFingerprintSaysIsRefused() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            try (Transfer transfer = begin(fixture.storage())) {
                assertThatThrownBy(() -> transfer.append(0, Source.bytes(Contents.of(1, 100_001))))
                        .isInstanceOf(IntegrityException.class);
                assertThat(transfer.position()).isLessThanOrEqualTo(CONTENT.length);
            }
            assertThat(fixture.storage().exists("db/a")).isFalse();
        }
    }

    @Test
    default void aClosedTransferIsTakenUpWhereItWas() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                transfer.append(0, piece(0, 60_000));
            }
            List<TransferInfo> held = Contents.all(storage.listTransfers());
            assertThat(held).hasSize(1);
            assertThat(held.get(0).key().value()).isEqualTo("db/a");
            assertThat(held.get(0).source()).isEqualTo(SOURCE);
            assertThat(held.get(0).heldBytes()).isEqualTo(60_000);
            try (Transfer transfer = begin(storage)) {
                assertThat(transfer.position()).isEqualTo(60_000);
                transfer.append(60_000, piece(60_000, 100_000));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(storage.read("db/a")).isEqualTo(CONTENT);
        }
    }

    @Test
    default void aTransferOutlivesItsProcess() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Assumptions.assumeTrue(fixture.outlivesReopen(), "the store ends when it is closed");
            try (Transfer transfer = begin(fixture.storage())) {
                transfer.append(0, piece(0, 60_000));
            }
            Storage reopened = fixture.storage(fixture.reopen());
            try (Transfer transfer = begin(reopened)) {
                assertThat(transfer.position()).isEqualTo(60_000);
                transfer.append(60_000, piece(60_000, 100_000));
            }
            Storage again = fixture.storage(fixture.reopen());
            try (Transfer transfer = begin(again)) {
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(again.read("db/a")).isEqualTo(CONTENT);
        }
    }

    @Test
    default void aTransferThatWasNotClosedGoesOnFromWhatIsProven() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Assumptions.assumeTrue(fixture.outlivesReopen(), "the store ends when it is closed");
            Transfer left = begin(fixture.storage());
            left.append(0, piece(0, 60_000));
            Storage reopened = fixture.storage(fixture.reopen());
            try (Transfer transfer = begin(reopened)) {
                long position = transfer.position();
                assertThat(position).isBetween(0L, 60_000L);
                transfer.append(position, piece((int) position, 100_000));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(reopened.read("db/a")).isEqualTo(CONTENT);
        }
    }

    @Test
    default void stagedBytesAreProvenByTheirSource() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                transfer.prove(piece(0, 0));
                transfer.append(0, piece(0, 60_000));
            }
            try (Transfer transfer = begin(storage)) {
                assertThat(transfer.position()).isEqualTo(60_000);
                transfer.prove(piece(0, 60_000));
                transfer.append(60_000, piece(60_000, 80_000));
                transfer.append(80_000, piece(80_000, 100_000));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(storage.read("db/a")).isEqualTo(CONTENT);
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
        }
    }

    @Test
    default void whatIsNotTheSourcesBeginningIsDiscarded() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            byte[] other = Arrays.copyOf(CONTENT, 60_000);
            other[30_000] ^= 1;
            for (boolean promised : new boolean[] {true, false}) {
                try (Transfer transfer = begin(storage)) {
                    assertThat(transfer.position()).isZero();
                    if (promised) {
                        transfer.prove(piece(0, 0));
                    }
                    transfer.append(0, Source.bytes(other));
                }
                try (Transfer transfer = begin(storage)) {
                    assertThat(transfer.position()).isEqualTo(60_000);
                    assertThatThrownBy(() -> transfer.prove(piece(0, 60_000))).isInstanceOf(IntegrityException.class);
                }
            }
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
        }
    }

    @Test
    default void aSourceThatChangedStartsOver() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                transfer.append(0, piece(0, 60_000));
            }
            byte[] changed = Contents.of(2, 100_000);
            for (SourceFingerprint other : List.of(
                    new SourceFingerprint(CONTENT.length - 1, "v1"), new SourceFingerprint(CONTENT.length, "v2"))) {
                try (Transfer transfer = storage.openTransfer("db/a", other, WriteOptions.DEFAULT)) {
                    assertThat(transfer.position()).isZero();
                    transfer.append(0, Source.bytes(Arrays.copyOf(changed, (int) other.sizeBytes())));
                    transfer.commit(other.sizeBytes(), Sha256.of(Arrays.copyOf(changed, (int) other.sizeBytes())));
                }
            }
            assertThat(storage.read("db/a")).isEqualTo(changed);
        }
    }

    @Test
    default void aTransferHasOneOwner() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                transfer.append(0, piece(0, 1000));
                assertThatThrownBy(() -> begin(storage)).isInstanceOf(TransferBusyException.class);
                transfer.append(1000, piece(1000, 2000));
                try (Transfer other = storage.openTransfer("db/b", SOURCE, WriteOptions.DEFAULT)) {
                    assertThat(other.position()).isZero();
                }
            }
            try (Transfer transfer = begin(storage)) {
                assertThat(transfer.position()).isEqualTo(2000);
            }
        }
    }

    @Test
    default void aMismatchAtCommitDiscardsTheStagedBytesOnly() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(9, 10));
            for (int held : new int[] {60_000, 100_000}) {
                try (Transfer transfer = begin(storage)) {
                    assertThat(transfer.position()).isZero();
                    transfer.append(0, piece(0, held));
                    Sha256 hash = held == 60_000 ? Sha256.of(CONTENT) : Sha256.of(new byte[1]);
                    assertThatThrownBy(() -> transfer.commit(CONTENT.length, hash))
                            .isInstanceOf(IntegrityException.class);
                }
            }
            assertThat(storage.read("db/a")).isEqualTo(Contents.of(9, 10));
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
        }
    }

    @Test
    default void aTransferKeepsTheConditionAtItsCommit() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            Storage storage = fixture.storage();
            try (Transfer transfer = storage.openTransfer("db/a", SOURCE, WriteOptions.CREATE_ONLY)) {
                transfer.append(0, piece(0, 100_000));
                storage.write("db/a", Contents.of(9, 10));
                assertThatThrownBy(() -> transfer.commit(CONTENT.length, Sha256.of(CONTENT)))
                        .isInstanceOf(AlreadyExistsException.class);
            }
            assertThat(storage.read("db/a")).isEqualTo(Contents.of(9, 10));
        }
    }

    @Test
    default void aLostAnswerOfATransferIsSettledByTheWriteId() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            StoreContract.assume(fixture.backend(), Capability.CREATE_ONLY);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.COMMIT, Fault.failAfter(OutcomeUnknownException::new)));
            Storage storage = fixture.storage(faults);
            try (Transfer first = storage.openTransfer("db/a", SOURCE, WriteOptions.CREATE_ONLY)) {
                first.append(0, piece(0, 60_000));
            }
            Optional<String> id;
            ObjectInfo info;
            try (Transfer second = storage.openTransfer("db/a", SOURCE, WriteOptions.CREATE_ONLY)) {
                second.append(60_000, piece(60_000, 100_000));
                id = second.writeId();
                info = second.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            ObjectStat stat = storage.stat("db/a").orElseThrow();
            assertThat(info.version()).isEqualTo(stat.info().version());
            assertThat(stat.writeId()).isPresent().isEqualTo(id);
            assertThat(storage.read("db/a")).isEqualTo(CONTENT);
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
        }
    }

    @Test
    default void theObjectIsAsItsLastOwnerWantsIt() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            StoreContract.assume(fixture.backend(), Capability.USER_METADATA);
            Storage storage = fixture.storage();
            WriteOptions earlier = WriteOptions.DEFAULT.withMetadata(Map.of("owner", "first"));
            try (Transfer transfer = storage.openTransfer("db/a", SOURCE, earlier)) {
                transfer.append(0, piece(0, 60_000));
            }
            WriteOptions later =
                    WriteOptions.DEFAULT.withContentType("text/plain").withMetadata(Map.of("owner", "second"));
            try (Transfer transfer = storage.openTransfer("db/a", SOURCE, later)) {
                int position = (int) transfer.position();
                transfer.append(position, piece(position, 100_000));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            ObjectStat stat = storage.stat("db/a").orElseThrow();
            assertThat(stat.metadata()).isEqualTo(Map.of("owner", "second"));
            assertThat(stat.contentType()).isEqualTo("text/plain");
        }
    }

    @Test
    default void anAbortedTransferLeavesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            try (Transfer transfer = begin(storage)) {
                transfer.append(0, piece(0, 60_000));
                transfer.abort();
                transfer.abort();
            }
            assertThat(Contents.all(storage.listTransfers())).isEmpty();
            try (Transfer transfer = begin(storage)) {
                assertThat(transfer.position()).isZero();
            }
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    private static Transfer begin(Storage storage) throws Exception {
        return storage.openTransfer("db/a", SOURCE, WriteOptions.DEFAULT);
    }

    private static Source.Replayable piece(int from, int to) {
        return Source.bytes(Arrays.copyOfRange(CONTENT, from, to));
    }
}
