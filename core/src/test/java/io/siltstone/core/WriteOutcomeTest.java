package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WriteOutcomeTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "test", "a");

    private final Backend memory = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system());
    private final Lossy lossy = new Lossy(memory);
    private final Storage storage = Storage.of(lossy);
    private final Source mine = Source.bytes(new byte[] {1});
    private String version = "";

    @BeforeEach
    void writeWhatIsReplaced() throws Exception {
        version = storage.write("there", new byte[] {9}).version().orElseThrow();
    }

    @Test
    void anAnswerThatWasLostIsFoundByTheId() throws Exception {
        lossy.after = new OutcomeUnknownException(CONTEXT, "no answer");
        ObjectInfo created = storage.write("a", mine, WriteOptions.CREATE_ONLY);
        ObjectInfo replaced = storage.write("there", mine, replacing());
        assertThat(created).isEqualTo(storage.stat("a").orElseThrow().info());
        assertThat(replaced).isEqualTo(storage.stat("there").orElseThrow().info());
    }

    @Test
    void aRefusalOfASecondAttemptIsTheFirstOnesSuccess() throws Exception {
        lossy.after = new AlreadyExistsException(CONTEXT, "there");
        assertThat(storage.write("a", mine, WriteOptions.CREATE_ONLY).sizeBytes())
                .isEqualTo(1);
        lossy.after = new PreconditionFailedException(CONTEXT, "another version");
        assertThat(storage.write("there", mine, replacing()).sizeBytes()).isEqualTo(1);
    }

    @Test
    void aRefusalByAnothersObjectStays() {
        assertThatThrownBy(() -> storage.write("there", mine, WriteOptions.CREATE_ONLY))
                .isInstanceOf(AlreadyExistsException.class);
        lossy.before = new OutcomeUnknownException(CONTEXT, "no answer");
        assertThatThrownBy(() -> storage.write("there", mine, WriteOptions.CREATE_ONLY))
                .isInstanceOf(AlreadyExistsException.class)
                .hasCause(lossy.before);
        assertThatThrownBy(() -> storage.write("there", mine, replacing())).isSameAs(lossy.before);
        assertThatThrownBy(() -> storage.write("absent", mine, WriteOptions.CREATE_ONLY))
                .isSameAs(lossy.before);
    }

    @Test
    void whatCannotBeSettledStaysAsItWas() {
        lossy.after = new OutcomeUnknownException(CONTEXT, "no answer");
        lossy.onStat = new UnavailableException(CONTEXT, "down");
        assertThatThrownBy(() -> storage.write("a", mine, WriteOptions.CREATE_ONLY))
                .isSameAs(lossy.after)
                .hasSuppressedException(lossy.onStat);
    }

    @Test
    void aPlainWriteNeedsNoIdAndOneThatCannotBeKeptIsNotSet() throws Exception {
        storage.write("plain", mine, WriteOptions.DEFAULT);
        assertThat(lossy.options.writeId()).isEmpty();
        storage.write("fresh", mine, WriteOptions.CREATE_ONLY);
        assertThat(lossy.options.writeId().orElseThrow()).hasSize(32);
        lossy.forgetful = true;
        storage.write("other", mine, WriteOptions.CREATE_ONLY);
        assertThat(lossy.options.writeId()).isEmpty();
        lossy.after = new OutcomeUnknownException(CONTEXT, "no answer");
        assertThatThrownBy(() -> storage.write("last", mine, WriteOptions.CREATE_ONLY))
                .isSameAs(lossy.after);
    }

    private WriteOptions replacing() {
        return WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version));
    }

    /** A store whose answers are lost as it is told. */
    private static final class Lossy extends ForwardingBackend {
        private StorageException before;
        private StorageException after;
        private StorageException onStat;
        private boolean forgetful;
        private WriteOptions options = WriteOptions.DEFAULT;

        Lossy(Backend inner) {
            super(inner);
        }

        @Override
        public Capabilities capabilities() {
            EnumSet<Capability> withheld =
                    forgetful ? EnumSet.of(Capability.USER_METADATA) : EnumSet.noneOf(Capability.class);
            return inner().capabilities().without(withheld);
        }

        @Override
        public ObjectInfo write(ObjectKey key, Source source, WriteOptions given) throws IOException {
            options = given;
            if (before != null) {
                throw before;
            }
            ObjectInfo info = inner().write(key, source, given);
            if (after != null) {
                throw after;
            }
            return info;
        }

        @Override
        public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
            if (onStat != null) {
                throw onStat;
            }
            return inner().stat(key);
        }
    }
}
