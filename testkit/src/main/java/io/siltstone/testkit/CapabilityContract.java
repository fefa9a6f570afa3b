package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ResumeNotSupportedException;
import io.siltstone.core.error.UnsupportedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store does not claim it refuses, and leaves nothing behind. Contract section 6. */
public interface CapabilityContract extends StoreContract {

    @Test
    default void whatIsNotClaimedIsRefusedAndLeavesNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("db/there", Contents.of(1, 10));
            for (Capability capability : Capability.values()) {
                if (!fixture.backend().capabilities().supports(capability)) {
                    for (ThrowingCallable call : calls(fixture.backend(), capability)) {
                        assertThatThrownBy(call)
                                .as("%s", capability)
                                .isInstanceOfAny(UnsupportedException.class, ResumeNotSupportedException.class);
                    }
                    assertThat(Contents.texts(fixture.storage().list(""))).containsExactly("db/there");
                    assertThat(fixture.storage().read("db/there")).isEqualTo(Contents.of(1, 10));
                    assertThat(Contents.all(fixture.storage().listTransfers())).isEmpty();
                }
            }
        }
    }

    @Test
    default void aDurableWriteIsReadBack() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.DURABLE_WRITE);
            Storage storage = fixture.storage();
            for (Durability durability : Durability.values()) {
                storage.write(
                        "db/" + durability,
                        Source.bytes(Contents.of(1, 10)),
                        WriteOptions.DEFAULT.withDurability(durability));
                assertThat(storage.read("db/" + durability)).isEqualTo(Contents.of(1, 10));
            }
        }
    }

    @Test
    default void theLimitsHold() throws Exception {
        try (BackendFixture fixture = open()) {
            Capabilities.Limits limits = fixture.backend().capabilities().limits();
            assertThat(limits.maxKeyBytes()).isBetween(1, 1024);
            assertThat(limits.maxObjectBytes()).isPositive();
            assertThat(limits.deleteBatchSize()).isPositive();
            assertThat(fixture.backend().capabilities())
                    .isEqualTo(fixture.backend().capabilities());
        }
    }

    @Test
    default void theLocationAddressesItsKeys() throws Exception {
        try (BackendFixture fixture = open()) {
            assertThat(fixture.backend().location().root()).isNotEmpty().doesNotEndWith("/");
            assertThat(fixture.backend().location().of(Samples.KEY)).endsWith("/sample/key");
        }
    }

    /** Calls that need the capability and nothing else that a store may lack. */
    private static List<ThrowingCallable> calls(Backend backend, Capability capability) throws Exception {
        ObjectKey there = ObjectKey.of("db/there");
        ObjectKey fresh = ObjectKey.of("db/fresh");
        Source source = Source.bytes(Contents.of(2, 20));
        WriteOptions plain = WriteOptions.DEFAULT;
        return switch (capability) {
            case WRITE ->
                List.of(
                        () -> backend.write(fresh, source, plain),
                        () -> backend.openWriter(fresh, OptionalLong.empty(), plain),
                        () -> backend.copy(there, fresh, CopyOptions.DEFAULT),
                        () -> backend.delete(there, Optional.empty()),
                        () -> backend.deleteBatch(List.of(there)),
                        () -> backend.removeDirectory(fresh.parent()),
                        () -> backend.sweep(SweepRequest.DEFAULT));
            case CREATE_ONLY -> writes(backend, fresh, plain.withMode(WriteMode.CREATE_ONLY));
            case REPLACE_VERSION -> writes(backend, there, plain.withMode(WriteMode.replaceVersion("1")));
            case DELETE_VERSION -> List.of(() -> backend.delete(there, Optional.of("1")));
            case READ_VERSION -> List.of(() -> backend.read(there, ReadOptions.ALL.withVersion("1")));
            case USER_METADATA -> writes(backend, fresh, plain.withMetadata(Map.of("name", "value")));
            case RESUMABLE_WRITE -> List.of(() -> backend.openTransfer(fresh, new SourceFingerprint(10, "v1"), plain));
            case DURABLE_WRITE -> writes(backend, fresh, plain.withDurability(Durability.FULL));
            // How the bytes of a copy travel is not to be seen from its result.
            case SERVER_SIDE_COPY -> List.of();
        };
    }

    private static List<ThrowingCallable> writes(Backend backend, ObjectKey key, WriteOptions options) {
        return List.of(
                () -> backend.write(key, Source.bytes(Contents.of(2, 20)), options),
                () -> backend.openWriter(key, OptionalLong.empty(), options));
    }
}
