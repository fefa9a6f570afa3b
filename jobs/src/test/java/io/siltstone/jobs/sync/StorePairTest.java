package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layer.PrefixBackend;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorePairTest {

    @TempDir
    private Path directory;

    /** The same store under another name. */
    private static final class Renamed extends ForwardingBackend {
        private final String name;

        Renamed(Backend inner, String name) {
            super(inner);
            this.name = name;
        }

        @Override
        public StoreLocation location() {
            return new StoreLocation(name, Optional.empty());
        }
    }

    private static void refused(Backend source, Backend target, String reason) throws StorageException {
        Pairs pairs = Pairs.of(source, target);
        for (boolean dryRun : new boolean[] {false, true}) {
            assertThatThrownBy(() -> pairs.run(SyncRequest.DEFAULT.withDryRun(dryRun)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void oneStoreUnderPrefixesThatOverlapIsRefused() throws Exception {
        Backend store = Pairs.memory("s");
        store.write(
                io.siltstone.core.ObjectKey.of("x/a/k"),
                io.siltstone.core.Source.bytes(new byte[1]),
                io.siltstone.core.WriteOptions.DEFAULT);

        refused(store, new PrefixBackend(store, "x"), "the target lies inside the source");
        refused(new PrefixBackend(store, "x"), store, "the source lies inside the target");
        refused(new PrefixBackend(store, "x"), new PrefixBackend(store, "x/a"), "the target lies inside the source");
        refused(new PrefixBackend(store, "x"), new PrefixBackend(store, "x"), "the same store");
    }

    @Test
    void prefixesThatOnlyBeginAlikeAreApart() throws Exception {
        Backend store = Pairs.memory("s");
        try (Pairs pairs = Pairs.of(new PrefixBackend(store, "x"), new PrefixBackend(store, "x2"))) {
            pairs.fill(3, 10, 1);
            assertThat(pairs.run().of(SyncAction.COPY).objects()).isEqualTo(3);
        }
    }

    @Test
    void oneStoreUnderTwoSpellingsIsFoundOut() throws Exception {
        Backend store = Pairs.memory("s");
        Pairs pairs = Pairs.of(new Renamed(store, "s3://a"), new Renamed(store, "s3://b"));

        assertThatThrownBy(pairs::run)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the same store");
    }

    @Test
    void twoStoresOfOneNameAreTwo() throws Exception {
        try (Pairs pairs = Pairs.of(Pairs.memory("bucket"), Pairs.memory("bucket"))) {
            pairs.fill(3, 10, 1);
            assertThatCode(pairs::run).doesNotThrowAnyException();
            assertThat(Pairs.contents(pairs.target)).hasSize(3);
        }
    }

    @Test
    void foldersInsideOneAnotherAreRefused() throws Exception {
        Backend outer = Pairs.disk(directory.resolve("a"));
        Backend inner = Pairs.disk(directory.resolve("a/b"));
        Backend beside = Pairs.disk(directory.resolve("ab"));

        refused(outer, inner, "the target lies inside the source");
        refused(inner, outer, "the source lies inside the target");
        refused(outer, Pairs.disk(directory.resolve("a")), "the same store");
        assertThatCode(() -> Pairs.of(outer, beside).run()).doesNotThrowAnyException();
    }
}
