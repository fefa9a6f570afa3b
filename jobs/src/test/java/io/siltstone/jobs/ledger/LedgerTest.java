package io.siltstone.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Storage storage = Storage.of(new MemoryBackend(new MemoryConfig("ledger"), StoreRuntime.system()));
    private int runs;

    private static LedgerEntry entry(int i, String version) throws Exception {
        return new LedgerEntry(
                ObjectKey.of(String.format("db/é/%06d", i)),
                i,
                Sha256.of(new byte[] {(byte) i}),
                version,
                "b" + version);
    }

    private Ledger ledger() throws Exception {
        return Ledger.open(storage, "mem://source?x=%", clock);
    }

    private void record(int from, int to, int step, String version) throws Exception {
        LedgerRecorder recorder = ledger().recorder("run" + runs++);
        for (int i = from; i < to; i += step) {
            recorder.record(entry(i, version), 1);
        }
        recorder.finish(false);
    }

    private Optional<LedgerEntry> find(int i) throws Exception {
        try (LedgerCursor cursor = ledger().cursor()) {
            Optional<LedgerEntry> found = cursor.at(entry(i, "").key(), passed -> {});
            assertThat(cursor.failure()).isEmpty();
            return found;
        }
    }

    @Test
    void theNewestEntryOfAKeyCounts() throws Exception {
        record(0, 100, 1, "v1");
        record(0, 100, 2, "v 2\t%é");
        record(200, 210, 1, "v3");

        assertThat(find(1)).contains(entry(1, "v1"));
        assertThat(find(2)).contains(entry(2, "v 2\t%é"));
        assertThat(find(205)).contains(entry(205, "v3"));
        assertThat(find(150)).isEmpty();
    }

    @Test
    void segmentsAreMergedAndNothingIsLost() throws Exception {
        for (int i = 0; i < 70; i++) {
            record(i, 200, 7, "v" + i);
        }

        int segments = LedgerManifest.parse(manifest()).orElseThrow().segments().size();
        assertThat(segments).isBetween(1, 16);
        for (int i = 0; i < 200; i++) {
            int newest = i < 70 ? i : 63 + i % 7;
            assertThat(find(i)).contains(entry(i, "v" + newest));
        }
    }

    private String manifest() throws Exception {
        return SystemObjects.of(storage.backend())
                .read(LedgerIndex.id("mem://source?x=%") + "/manifest", 1 << 20)
                .orElseThrow()
                .text();
    }

    @Test
    void whatWasMergedGoesAfterADay() throws Exception {
        for (int i = 0; i < 8; i++) {
            record(0, 10, 1, "v" + i);
        }
        LedgerManifest merged = LedgerManifest.parse(manifest()).orElseThrow();
        assertThat(merged.retired()).hasSize(8);
        SystemObjects system = SystemObjects.of(storage.backend());
        String old = LedgerIndex.id("mem://source?x=%") + "/"
                + merged.retired().get(0).name();
        assertThat(system.read(old, 1 << 20)).isPresent();

        clock.advance(Duration.ofHours(25));
        record(0, 1, 1, "later");

        assertThat(system.read(old, 1 << 20)).isEmpty();
        assertThat(LedgerManifest.parse(manifest()).orElseThrow().retired()).isEmpty();
        assertThat(find(5)).contains(entry(5, "v7"));
    }

    @Test
    void whatIsForgottenHasNoEntryAnyMore() throws Exception {
        record(0, 10, 1, "v1");
        LedgerRecorder recorder = ledger().recorder("forgets");
        recorder.forget(entry(5, "").key());
        recorder.finish(false);

        assertThat(find(5)).isEmpty();
        assertThat(find(6)).isPresent();
        for (int i = 0; i < 6; i++) {
            record(100, 101, 1, "w" + i);
        }
        assertThat(LedgerManifest.parse(manifest()).orElseThrow().segments()).hasSize(1);
        assertThat(find(5)).isEmpty();
        assertThat(find(6)).isPresent();
    }

    @Test
    void aCursorTellsTheKeysThatItPasses() throws Exception {
        record(0, 5, 1, "v1");
        List<LedgerEntry> passed = new ArrayList<>();
        try (LedgerCursor cursor = ledger().cursor()) {
            assertThat(cursor.at(entry(1, "").key(), passed::add)).isPresent();
            assertThat(cursor.at(entry(3, "").key(), passed::add)).isPresent();
            assertThat(cursor.at(entry(7, "").key(), passed::add)).isEmpty();
        }
        assertThat(passed).containsExactly(entry(0, "v1"), entry(2, "v1"), entry(4, "v1"));
    }

    @Test
    void aDamagedSegmentHasNoEntriesFromThereOnAndIsReplaced() throws Exception {
        record(0, 100, 1, "v1");
        SystemObjects system = SystemObjects.of(storage.backend());
        String name = LedgerIndex.id("mem://source?x=%") + "/run0-0";
        String text = system.read(name, 1 << 20).orElseThrow().text();
        String half = text.substring(0, text.length() / 2);
        system.write(name, half.getBytes(StandardCharsets.UTF_8), WriteMode.REPLACE);

        Ledger damaged = ledger();
        try (LedgerCursor cursor = damaged.cursor()) {
            assertThat(cursor.at(entry(10, "").key(), passed -> {})).isPresent();
            assertThat(cursor.at(entry(90, "").key(), passed -> {})).isEmpty();
            assertThat(cursor.failure()).containsInstanceOf(IntegrityException.class);
            assertThat(cursor.isDamaged()).isTrue();
        }
        LedgerRecorder recorder = damaged.recorder("repairs");
        recorder.record(entry(90, "v2"), 1);
        recorder.finish(true);

        assertThat(find(90)).contains(entry(90, "v2"));
        assertThat(find(10)).isEmpty();
    }

    @Test
    void aDamagedManifestIsAnEmptyLedger() throws Exception {
        record(0, 10, 1, "v1");
        String name = LedgerIndex.id("mem://source?x=%") + "/manifest";
        for (String bad : List.of("", "x", "siltstone-ledger-manifest 1\nsource x\nsegment\nend\n")) {
            SystemObjects.of(storage.backend()).write(name, bad.getBytes(StandardCharsets.UTF_8), WriteMode.REPLACE);
            assertThat(find(5)).isEmpty();
        }
        record(0, 10, 1, "v2");
        assertThat(find(5)).contains(entry(5, "v2"));
    }

    @Test
    void theIndexFindsEveryLedger() throws Exception {
        record(0, 3, 1, "v1");
        LedgerRecorder other = Ledger.open(storage, "other", clock).recorder("o");
        other.record(entry(1, "v9"), 1);
        other.finish(false);

        List<LedgerCursor> cursors = LedgerIndex.cursors(storage);

        assertThat(cursors).hasSize(2);
        List<String> versions = new ArrayList<>();
        for (LedgerCursor cursor : cursors) {
            cursor.at(entry(1, "").key(), passed -> {}).ifPresent(found -> versions.add(found.sourceVersion()));
            cursor.close();
        }
        assertThat(versions).containsExactlyInAnyOrder("v1", "v9");
    }

    @Test
    void aRunThatNotesNothingWritesNothing() throws Exception {
        ledger().recorder("idle").finish(false);

        assertThat(SystemObjects.of(storage.backend()).read("index", 100)).isEmpty();
    }
}
