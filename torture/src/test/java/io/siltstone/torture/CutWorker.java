package io.siltstone.torture;

import io.siltstone.core.Backend;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes keys of its own, in every way that there is, until it is stopped or a change fails. */
final class CutWorker {

    private static final int KEYS = 12;
    private static final int SMALL = 8 << 10;
    private static final int LARGE = 300 << 10;

    private final Backend store;
    private final String directory;
    private final SeededRandom random;
    private final Report report;
    private final AtomicBoolean stopped;
    private boolean failed;
    private int made;

    CutWorker(Backend store, String directory, SeededRandom random, Report report, AtomicBoolean stopped) {
        this.store = store;
        this.directory = directory;
        this.random = random;
        this.report = report;
        this.stopped = stopped;
    }

    void run() {
        while (!stopped.get() && !failed) {
            switch (random.nextInt(8)) {
                case 0 -> put(fresh(), content(SMALL), WriteOptions.DEFAULT);
                case 1, 2, 3 -> put(some(), content(SMALL), WriteOptions.DEFAULT);
                case 4 -> put(some(), content(LARGE), WriteOptions.DEFAULT);
                case 5 -> put(fresh(), content(SMALL), WriteOptions.CREATE_ONLY);
                case 6 -> delete();
                default -> transfer(some(), content(LARGE));
            }
        }
    }

    private Content content(int most) {
        return new Content(random.nextInt(1, most), random.nextLong());
    }

    private String some() {
        int number = random.nextInt(KEYS);
        return directory + '/' + number % 3 + '/' + number;
    }

    /** A key in a directory that nobody has made yet. */
    private String fresh() {
        made++;
        return directory + "/new-" + made / 4 + "/x/" + made;
    }

    private void change(String key, Optional<Content> content, Report.Step step) {
        report.change(key, content, () -> {
            try {
                step.run();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        });
    }

    private void put(String key, Content content, WriteOptions options) {
        Source source = Source.bytes(content.bytes());
        change(key, Optional.of(content), () -> store.write(ObjectKey.of(key), source, options));
    }

    private void transfer(String key, Content content) {
        byte[] bytes = content.bytes();
        SourceFingerprint fingerprint = new SourceFingerprint(bytes.length, content.toString());
        change(key, Optional.of(content), () -> {
            try (Transfer first = store.openTransfer(ObjectKey.of(key), fingerprint, WriteOptions.DEFAULT)) {
                first.append(0, Source.bytes(Arrays.copyOf(bytes, bytes.length / 2)));
            }
            try (Transfer second = store.openTransfer(ObjectKey.of(key), fingerprint, WriteOptions.DEFAULT)) {
                int from = Math.toIntExact(second.position());
                second.append(from, Source.bytes(Arrays.copyOfRange(bytes, from, bytes.length)));
                second.commit(bytes.length, Sha256.of(bytes));
            }
        });
    }

    private void delete() {
        String first = some();
        String second = some();
        if (first.equals(second)) {
            change(first, Optional.empty(), () -> store.delete(ObjectKey.of(first), Optional.empty()));
            return;
        }
        report.say("begin " + first + ' ' + Report.ABSENT);
        change(second, Optional.empty(), () -> {
            List<DeleteResult> results = store.deleteBatch(List.of(ObjectKey.of(first), ObjectKey.of(second)));
            if (results.get(0).isDeleted()) {
                report.say("ack " + first);
            }
            if (results.get(1).error().isPresent()) {
                throw results.get(1).error().get();
            }
        });
    }
}
