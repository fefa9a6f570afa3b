package io.siltstone.core.memory;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.TransferInfo;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resumable writes that were begun, one for each key. Everything happens under one lock. */
final class MemoryTransfers {

    private final Map<ObjectKey, Staged> byKey = new HashMap<>();
    private boolean closed;

    /** What one transfer holds. */
    static final class Staged {
        private final ObjectKey key;
        private final SourceFingerprint source;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private Instant lastTouched;
        private boolean owned;

        private Staged(ObjectKey key, SourceFingerprint source, Instant now) {
            this.key = key;
            this.source = source;
            this.lastTouched = now;
        }

        ObjectKey key() {
            return key;
        }

        SourceFingerprint source() {
            return source;
        }
    }

    /** Makes the caller the owner of the key's transfer, new where there is none of this source; empty when it has an owner. */
    synchronized Optional<Staged> take(ObjectKey key, SourceFingerprint source, Instant now) {
        Staged staged = byKey.get(key);
        if (staged != null && staged.owned) {
            return Optional.empty();
        }
        if (staged == null || !staged.source.equals(source)) {
            staged = new Staged(key, source, now);
            byKey.put(key, staged);
        }
        staged.owned = true;
        return Optional.of(staged);
    }

    synchronized long position(Staged staged) {
        requireOpen();
        return staged.held.size();
    }

    synchronized void append(Staged staged, byte[] bytes, int length, Instant now) {
        requireOpen();
        staged.held.write(bytes, 0, length);
        staged.lastTouched = now;
    }

    synchronized byte[] content(Staged staged) {
        return staged.held.toByteArray();
    }

    synchronized void release(Staged staged) {
        staged.owned = false;
        if (staged.held.size() == 0) {
            discard(staged);
        }
    }

    synchronized void discard(Staged staged) {
        byKey.remove(staged.key, staged);
    }

    synchronized List<TransferInfo> list() {
        return byKey.values().stream()
                .filter(staged -> staged.held.size() > 0)
                .map(staged -> new TransferInfo(staged.key, staged.source, staged.held.size(), staged.lastTouched))
                .toList();
    }

    synchronized SweepReport sweep(SweepRequest request, Instant now) {
        List<SweepReport.Item> items = new ArrayList<>();
        for (Staged staged : List.copyOf(byKey.values())) {
            if (!request.covers(Optional.of(staged.key))) {
                continue;
            }
            Duration age = Duration.between(staged.lastTouched, now);
            SweepReport.Verdict verdict = verdict(staged, age, request);
            if (verdict == SweepReport.Verdict.REMOVED && !request.dryRun()) {
                discard(staged);
            }
            items.add(new SweepReport.Item(
                    "transfer to " + staged.key, Optional.of(staged.key), staged.held.size(), age, verdict));
        }
        return new SweepReport(items);
    }

    /** Forgets all; who still holds one gets no further. */
    synchronized void close() {
        closed = true;
        byKey.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private static SweepReport.Verdict verdict(Staged staged, Duration age, SweepRequest request) {
        if (staged.owned) {
            return SweepReport.Verdict.OWNED;
        }
        return age.compareTo(request.olderThan()) < 0 ? SweepReport.Verdict.YOUNG : SweepReport.Verdict.REMOVED;
    }
}
