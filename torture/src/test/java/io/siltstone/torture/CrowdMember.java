package io.siltstone.torture;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.testkit.SeededRandom;
import io.siltstone.torture.CrowdTally.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One thread of a crowd on a store. What is not meant to happen comes out as an exception. */
final class CrowdMember {

    /** Everything, whatever its age: only that its owner lives can save a staged file. */
    private static final SweepRequest GREEDY = new SweepRequest(Duration.ZERO, false);

    private static final int KEYS = 6;
    private static final int MAX_SIZE = 300 << 10;

    private final LocalBackend store;
    private final SeededRandom random;
    private final CrowdTally tally;

    CrowdMember(LocalBackend store, SeededRandom random, CrowdTally tally) {
        this.store = store;
        this.random = random;
        this.tally = tally;
    }

    private ObjectKey shared() throws IOException {
        int number = random.nextInt(KEYS);
        return ObjectKey.of("shared/" + number % 2 + "/" + number);
    }

    private Content content() {
        return new Content(random.nextInt(MAX_SIZE), random.nextLong());
    }

    /** Overwrites shared objects, in one call or piece by piece. */
    void write(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            byte[] bytes = Marked.of(content());
            try {
                if (i % 2 == 0) {
                    store.write(shared(), Source.bytes(bytes), WriteOptions.DEFAULT);
                } else {
                    writeInPieces(bytes);
                }
                tally.add(Count.WRITES, 1);
            } catch (ConflictException e) {
                // Others removed the directory again and again, and the write says so.
                tally.add(Count.LOST_RACES, 1);
            }
        }
    }

    private void writeInPieces(byte[] bytes) throws IOException {
        try (ObjectWriter writer = store.openWriter(shared(), OptionalLong.empty(), WriteOptions.DEFAULT)) {
            int half = bytes.length / 2;
            writer.write(bytes, 0, half);
            Thread.yield();
            writer.write(bytes, half, bytes.length - half);
            writer.commit();
        }
    }

    /** Creates one object after the other, which others try as well. */
    void create(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            Content content = content();
            ObjectKey key = ObjectKey.of("won/" + i);
            try {
                store.write(key, Source.bytes(Marked.of(content)), WriteOptions.CREATE_ONLY);
                tally.won(key.value(), content);
            } catch (AlreadyExistsException e) {
                tally.add(Count.LOST_RACES, 1);
            }
        }
    }

    /** Adds to a number, each time on condition that nobody else did. */
    void count(int times) throws IOException {
        ObjectKey key = ObjectKey.of(CrowdChild.COUNTER);
        for (int added = 0; added < times; ) {
            try (ObjectContent content = store.read(key, ReadOptions.ALL)) {
                long number = Long.parseLong(new String(content.stream().readAllBytes(), StandardCharsets.UTF_8));
                byte[] next = Long.toString(number + 1).getBytes(StandardCharsets.UTF_8);
                WriteMode mode =
                        WriteMode.replaceVersion(content.info().version().orElseThrow());
                store.write(key, Source.bytes(next), WriteOptions.DEFAULT.withMode(mode));
                added++;
                tally.add(Count.ADDITIONS, 1);
            } catch (PreconditionFailedException e) {
                tally.add(Count.LOST_RACES, 1);
            }
        }
    }

    /** Reads shared objects, every now and then by a listing. */
    void read() throws IOException {
        while (!tally.hasEnded()) {
            read(shared());
            if (random.nextInt(10) == 0) {
                try (Listing<ObjectKey> listing = store.list(ListRequest.of(KeyPrefix.of("shared/")))) {
                    while (listing.hasNext()) {
                        read(listing.next());
                    }
                }
            }
        }
    }

    private void read(ObjectKey key) throws IOException {
        try (ObjectContent content = store.read(key, ReadOptions.ALL)) {
            byte[] bytes = content.stream().readAllBytes();
            tally.add(Count.READS, 1);
            if (Marked.recognise(bytes).isEmpty()) {
                tally.add(Count.TORN, 1);
            }
        } catch (NotFoundException e) {
            // Deleted, and not written again yet.
            Thread.yield();
        }
    }

    void delete() throws IOException {
        while (!tally.hasEnded()) {
            if (random.nextInt(4) == 0) {
                store.deleteBatch(List.of(shared(), shared()))
                        .forEach(result -> result.error().ifPresent(tally::unexpected));
                store.removeDirectory(KeyPrefix.of("shared/" + random.nextInt(2) + "/"));
            } else {
                store.delete(shared(), Optional.empty());
            }
            tally.add(Count.DELETES, 1);
        }
    }

    void sweep() throws IOException {
        while (!tally.hasEnded()) {
            tally.add(Count.TAKEN, store.sweep(GREEDY).removedCount());
            tally.add(Count.SWEEPS, 1);
        }
    }
}
