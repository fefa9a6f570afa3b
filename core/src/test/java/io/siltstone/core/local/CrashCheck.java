package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.CrashOracle.Allowed;
import io.siltstone.core.local.CrashOracle.Resumable;
import io.siltstone.core.local.CrashOracle.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a store on what a crash left, lets it recover, and judges what users find. */
final class CrashCheck {

    private final CrashSubject subject;
    private final Map<String, Allowed> allowed;
    private final CrashVerdict verdict;

    /** @param allowed all that may be found, by key */
    CrashCheck(CrashSubject subject, Map<String, Allowed> allowed, CrashVerdict verdict) {
        this.subject = subject;
        this.allowed = allowed;
        this.verdict = verdict;
    }

    /** Judges what a crash left; each transfer is resumed in a copy of it. */
    void judge(CrashImage image, CrashMachine machine, List<Resumable> transfers) {
        verdict.guarded("recovery", () -> recover(new CrashFs(image.nodes(), machine, new CrashFaults())));
        for (Resumable transfer : transfers) {
            verdict.guarded("resuming", () -> resume(new CrashFs(image.nodes(), machine, new CrashFaults()), transfer));
        }
    }

    private Backend open(CrashFs fs) throws StorageException {
        return subject.open(fs, LocalConfig.of(CrashRun.root(fs)));
    }

    private void recover(CrashFs fs) throws IOException {
        try (Backend backend = open(fs)) {
            judgeObjects(backend);
            backend.sweep(SweepRequest.DEFAULT);
            requireNothingStaged(fs);
            judgeObjects(backend);
            requireUsable(backend, fs);
        }
        requireLetGo(fs);
    }

    /** Judges a closed store's disk: nothing held, nothing outside changed. */
    void requireLetGo(CrashFs fs) throws IOException {
        if (fs.disk().openHandles() + fs.machine().locksHeld() != 0) {
            verdict.fail(
                    CrashVerdict.Kind.BROKEN,
                    fs.disk().openHandles() + " files are still open, "
                            + fs.machine().locksHeld() + " locks held");
        }
        if (!CrashRun.isOutsideUntouched(fs)) {
            verdict.fail(CrashVerdict.Kind.OUTSIDE, "something outside the root changed");
        }
    }

    private void requireNothingStaged(CrashFs fs) throws IOException {
        Path reserved = CrashRun.root(fs).resolve(LocalRoot.RESERVED);
        for (String name : List.of("staging", "partial")) {
            List<String> left = fs.list(reserved.resolve(name));
            boolean old = name.equals("staging") || fs.machine().isAfterPowerCut();
            if (old && !left.isEmpty()) {
                verdict.fail(CrashVerdict.Kind.UNSWEPT, name + " still holds " + left);
            }
        }
        Path device = CrashRun.root(fs).resolve(CrashFs.OTHER_DEVICE);
        if (fs.kind(device) == FileKind.DIRECTORY) {
            List<String> left =
                    fs.list(device).stream().filter(StagingNames::isBeside).toList();
            if (!left.isEmpty()) {
                verdict.fail(CrashVerdict.Kind.UNSWEPT, "the other device still holds " + left);
            }
        }
    }

    /** Judges what a store shows. */
    void judgeObjects(Backend backend) throws IOException {
        Map<String, ObjectInfo> listed = new LinkedHashMap<>();
        try (Listing<ObjectInfo> listing = backend.listObjects(ListRequest.of(KeyPrefix.ROOT))) {
            while (listing.hasNext()) {
                ObjectInfo info = listing.next();
                listed.put(info.key().value(), info);
                if (!allowed.containsKey(info.key().value())) {
                    verdict.fail(CrashVerdict.Kind.WRONG, "`" + info.key().value() + "` was never written");
                }
            }
        }
        for (Map.Entry<String, Allowed> expected : allowed.entrySet()) {
            judgeObject(
                    backend,
                    expected.getKey(),
                    expected.getValue(),
                    Optional.ofNullable(listed.get(expected.getKey())));
        }
    }

    private void judgeObject(Backend backend, String key, Allowed expected, Optional<ObjectInfo> listed)
            throws IOException {
        Optional<ObjectStat> stat = backend.stat(CrashClient.key(key));
        if (!stat.map(ObjectStat::info).equals(listed)) {
            verdict.fail(CrashVerdict.Kind.WRONG, "`" + key + "` is listed as " + listed + " but is " + stat);
        }
        Optional<Value> found = Optional.empty();
        if (stat.isPresent()) {
            found = Optional.of(new Value(read(backend, key), stat.get().metadata()));
            if (found.get().bytes().length != stat.get().info().sizeBytes()) {
                verdict.fail(CrashVerdict.Kind.WRONG, "`" + key + "` has another size than it says");
            }
        }
        if (expected.torn()) {
            return;
        }
        if (!isAmong(found, expected.values())) {
            verdict.lost(expected.promised());
            verdict.fail(
                    found.isPresent() ? CrashVerdict.Kind.WRONG : CrashVerdict.Kind.LOST,
                    "`" + key + "` is " + told(found) + ", not one of "
                            + expected.values().stream().map(CrashCheck::told).toList());
        } else if (stat.isPresent()
                && expected.version().isPresent()
                && !expected.version().equals(stat.get().info().version())) {
            verdict.fail(CrashVerdict.Kind.WRONG, "`" + key + "` has another version than was told");
        }
    }

    private static boolean isAmong(Optional<Value> found, List<Optional<Value>> values) {
        return values.stream()
                .anyMatch(value -> found.isEmpty()
                        ? value.isEmpty()
                        : value.isPresent()
                                && Arrays.equals(
                                        found.get().bytes(), value.get().bytes())
                                && found.get().metadata().equals(value.get().metadata()));
    }

    private static String told(Optional<Value> value) {
        return value.map(v -> v.bytes().length + " bytes " + Arrays.hashCode(v.bytes()) + ' ' + v.metadata())
                .orElse("absent");
    }

    private static byte[] read(Backend backend, String key) throws IOException {
        try (ObjectContent content = backend.read(CrashClient.key(key), ReadOptions.ALL)) {
            return content.stream().readAllBytes();
        }
    }

    /** A store that only shows the right things is not yet one that works. */
    private void requireUsable(Backend backend, CrashFs fs) throws IOException {
        byte[] content = CrashHistories.content(77, 50);
        List<String> keys = new ArrayList<>();
        for (String key : allowed.keySet()) {
            Path first = CrashRun.root(fs).resolve(key.split("/", 2)[0]);
            if (fs.kind(first) != FileKind.OTHER) {
                keys.add(key);
                backend.delete(CrashClient.key(key), Optional.empty());
            }
        }
        for (String key : keys) {
            backend.write(CrashClient.key(key), Source.bytes(content), WriteOptions.CREATE_ONLY);
            if (!Arrays.equals(content, read(backend, key))) {
                verdict.fail(CrashVerdict.Kind.UNUSABLE, "`" + key + "` cannot be written anew");
            }
            backend.delete(CrashClient.key(key), Optional.empty());
        }
    }

    private void resume(CrashFs fs, Resumable resumable) throws IOException {
        CrashTransfer transfer = resumable.transfer();
        if (resumable.journalHolds()) {
            CrashJournals.requireTrue(
                    fs, CrashRun.root(fs).resolve(LocalRoot.RESERVED).resolve("partial"));
        }
        try (Backend backend = open(fs)) {
            new CrashClient(backend, new CrashOracle(fs.disk().log()), fs, Durability.FULL)
                    .finish(transfer, resumable.proven());
            Optional<ObjectStat> stat = backend.stat(CrashClient.key(transfer.key()));
            if (stat.isEmpty() || !Arrays.equals(read(backend, transfer.key()), transfer.content())) {
                verdict.fail(
                        CrashVerdict.Kind.WRONG, "the resumed transfer of `" + transfer.key() + "` has other bytes");
            }
        }
    }
}
