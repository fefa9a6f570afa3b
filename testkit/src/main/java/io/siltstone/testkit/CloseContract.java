package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.lang.reflect.Method;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a backend. */
public interface CloseContract extends StoreContract {

    /** What only tells of the backend, and may be asked for ever. */
    Set<String> OF_NO_STORE = Set.of("capabilities", "location", "config", "close");

    @Test
    default void aClosedBackendRefusesEveryCallAndMayBeClosedAgain() throws Exception {
        try (BackendFixture fixture = open()) {
            fixture.seeds().write("sample/key", new byte[0]);
            fixture.backend().close();
            fixture.backend().close();
            for (Method method : Samples.backendMethods(name -> !OF_NO_STORE.contains(name))) {
                boolean refusedBefore = isRefusedAnyway(method, fixture);
                if (!refusedBefore) {
                    assertThatThrownBy(() -> method.invoke(fixture.backend(), Samples.arguments(method)))
                            .as("%s after close", method.getName())
                            .hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    default void whatWasBegunBeforeTheEndPublishesNothingAfterIt() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            ObjectWriter writer = storage.openWriter("written", OptionalLong.empty(), WriteOptions.DEFAULT);
            writer.write(Contents.of(1, 10));
            ObjectWriter abandoned = storage.openWriter("abandoned", OptionalLong.empty(), WriteOptions.DEFAULT);
            Transfer transfer = storage.openTransfer("moved", new SourceFingerprint(10, "v1"), WriteOptions.DEFAULT);
            fixture.backend().close();

            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            writer.close();
            abandoned.close();
            assertThatThrownBy(() -> transfer.append(0, Source.bytes(Contents.of(2, 10))))
                    .isInstanceOf(IllegalStateException.class);
            transfer.close();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(Contents.texts(fixture.storage(fixture.reopen()).list("")))
                    .isEmpty();
        }
    }

    /** Whether the store refuses such calls open or closed. */
    private static boolean isRefusedAnyway(Method method, BackendFixture fixture) {
        Set<String> ofWriting =
                Set.of("write", "openWriter", "copy", "delete", "deleteBatch", "removeDirectory", "openTransfer");
        return ofWriting.contains(method.getName())
                && !fixture.backend().capabilities().supports(Capability.WRITE);
    }
}
