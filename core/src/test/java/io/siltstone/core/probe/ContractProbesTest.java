package io.siltstone.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.probe.ProbeFinding.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each question finds the store that breaks what it asks about. */
class ContractProbesTest {

    private Backend memory;

    @BeforeEach
    void open() throws Exception {
        memory = Backends.system().open(Backends.system().parse("mem:x"));
    }

    @Test
    void aStoreThatIgnoresConditionsIsFound() throws Exception {
        ProbeRun run = asked(new ForwardingBackend(memory) {
            @Override
            public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
                return super.write(key, source, options.withMode(WriteMode.REPLACE));
            }

            @Override
            public void delete(ObjectKey key, Optional<String> version) throws StorageException {
                super.delete(key, Optional.empty());
            }

            @Override
            public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                return super.read(key, ReadOptions.range(options.range()));
            }

            @Override
            public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
                return super.copy(from, to, options.withMode(WriteMode.REPLACE));
            }
        });
        assertDeviating(run, "create-only", "replace-version", "delete-version", "read-version", "copy");
    }

    @Test
    void aStoreThatLetsTwoWriteAtOnceIsFound() throws Exception {
        ProbeRun run = asked(new ForwardingBackend(memory) {
            @Override
            public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
                return super.write(
                        key, source, key.value().contains("/race") ? options.withMode(WriteMode.REPLACE) : options);
            }
        });
        assertDeviating(run, "create-only", "replace-version");
        assertThat(run.found("create-only").orElseThrow().observed()).contains("8 of 8 writers");
    }

    @Test
    void aStoreThatLosesMetadataAndClaimsDeletesIsFound() throws Exception {
        ProbeRun run = asked(new ForwardingBackend(memory) {
            @Override
            public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
                return super.write(key, source, options.withMetadata(Map.of()));
            }

            @Override
            public List<DeleteResult> deleteBatch(List<ObjectKey> keys) {
                return keys.stream()
                        .map(key -> new DeleteResult(key.value(), Optional.empty()))
                        .toList();
            }
        });
        assertDeviating(run, "metadata", "delete-batch");
    }

    @Test
    void aStoreThatIgnoresWhereAListingBeginsIsFound() throws Exception {
        ProbeRun run = asked(new ForwardingBackend(memory) {
            @Override
            public Listing<ObjectKey> list(ListRequest request) throws StorageException {
                return super.list(ListRequest.of(request.prefix()));
            }
        });
        assertDeviating(run, "listing");
    }

    @Test
    void anInterruptedRunIsClearedAwayAndTheInterruptStays() throws Exception {
        Backend store = new ForwardingBackend(memory) {
            @Override
            public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
                ObjectInfo written = super.write(key, source, options);
                if (key.value().contains("/delete/")) {
                    Thread.currentThread().interrupt();
                }
                return written;
            }
        };
        ProbeRun run = ProbeRun.begin(Backends.system(), ProbeListener.NONE);
        assertThatThrownBy(() -> ContractProbes.askAndClear(store, run)).isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        try (Listing<ObjectKey> left = memory.list(ListRequest.of(run.scratch()))) {
            assertThat(left.hasNext()).isFalse();
        }
    }

    private static ProbeRun asked(Backend store) throws Exception {
        ProbeRun run = ProbeRun.begin(Backends.system(), ProbeListener.NONE);
        assertThat(ContractProbes.askAndClear(store, run)).isZero();
        return run;
    }

    private static void assertDeviating(ProbeRun run, String... probes) {
        assertThat(run.report(new Nothing(), Set.of(), 0).results().stream()
                        .filter(result -> result.finding().verdict() != Verdict.OK
                                && !result.probe().equals("durable-write"))
                        .map(ProbeResult::probe))
                .containsExactlyInAnyOrder(probes);
    }

    private record Nothing() implements BackendConfig {
        @Override
        public String type() {
            return "nothing";
        }
    }
}
