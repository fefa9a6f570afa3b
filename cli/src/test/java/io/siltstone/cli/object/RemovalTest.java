package io.siltstone.cli.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.RootOptions;
import io.siltstone.cli.session.Streams;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RemovalTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new Streams(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, Set.of()),
            new RootOptions(),
            Map.of(),
            () -> 0L);

    /** A store that keeps every object, whoever wants it removed. */
    private static final class Keeping extends ForwardingBackend {
        Keeping() {
            super(new MemoryBackend(new MemoryConfig("keeping"), StoreRuntime.system()));
        }

        @Override
        public List<DeleteResult> deleteBatch(List<ObjectKey> keys) {
            return keys.stream()
                    .map(key -> DeleteResult.failed(
                            key.value(),
                            new AccessDeniedException(
                                    ErrorContext.of(Operation.DELETE_BATCH, "keeping", key.value()), "not allowed")))
                    .toList();
        }
    }

    @Test
    void anObjectThatCannotBeRemovedIsNoAbsentPrefix() throws Exception {
        try (Storage storage = Storage.of(new Keeping())) {
            storage.write("db/a", new byte[1]);

            ExitCode code = new Removal(console, storage, false).below(List.of(KeyPrefix.of("db")), false);

            assertThat(code).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("not allowed", "removed 0 objects", "1 failed");
        }
    }

    @Test
    void aPrefixThatHoldsNothingIsAbsent() throws Exception {
        try (Storage storage = Storage.of(new Keeping())) {
            assertThat(new Removal(console, storage, false).below(List.of(KeyPrefix.of("db")), false))
                    .isEqualTo(ExitCode.NO_SUCH_PREFIX);
        }
    }
}
