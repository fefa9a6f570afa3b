package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.PreconditionFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Questions about reads and listings. */
final class ReadProbes {

    /** In the order of their UTF-8 bytes, which is not that of their UTF-16 units: the last two change places there. */
    private static final List<String> NAMES = List.of("A", "a", "a.b", "ab", "c/d", "\uFFFD", "\uD83D\uDE00");

    private final Backend store;
    private final ProbeRun run;

    ReadProbes(Backend store, ProbeRun run) {
        this.store = store;
        this.run = run;
    }

    ProbeFinding readVersion() throws IOException {
        ObjectKey key = run.key("read/one");
        String old = write(key, "first");
        String version = write(key, "second");
        if (!WriteProbes.text(store, key, ReadOptions.ALL.withVersion(version)).equals("second")) {
            return ProbeFinding.deviates("the version named has other bytes");
        }
        try {
            WriteProbes.text(store, key, ReadOptions.ALL.withVersion(old));
            return ProbeFinding.deviates("another version than the one named is read");
        } catch (PreconditionFailedException | ChangedDuringReadException e) {
            return ProbeFinding.ok("reads the version named and no other");
        }
    }

    ProbeFinding ranges() throws IOException {
        ObjectKey key = run.key("ranges/one");
        write(key, "0123456789");
        List<String> wrong = new ArrayList<>();
        expect("234", ByteRange.of(2, 3), key, wrong);
        expect("89", ByteRange.tail(2), key, wrong);
        expect("789", ByteRange.from(7), key, wrong);
        try {
            expect("", ByteRange.of(11, 1), key, wrong);
            wrong.add("one past the end is no error");
        } catch (InvalidRangeException e) {
            return wrong.isEmpty()
                    ? ProbeFinding.ok("exact; one past the end is refused")
                    : ProbeFinding.deviates(String.join("; ", wrong));
        }
        return ProbeFinding.deviates(String.join("; ", wrong));
    }

    private void expect(String content, ByteRange range, ObjectKey key, List<String> wrong) throws IOException {
        String read = WriteProbes.text(store, key, ReadOptions.range(range));
        if (!read.equals(content)) {
            wrong.add(range + " gives " + read.length() + " bytes that are others");
        }
    }

    ProbeFinding listing() throws IOException {
        List<ObjectKey> keys = new ArrayList<>();
        for (String name : NAMES) {
            keys.add(run.key("listing/" + name));
            write(keys.get(keys.size() - 1), "x");
        }
        List<ObjectKey> all = listed(ListRequest.of(run.scratch().resolve("listing")));
        if (!all.equals(keys)) {
            return ProbeFinding.deviates("not what is there, in the order of its UTF-8 bytes");
        }
        List<ObjectKey> rest =
                listed(ListRequest.of(run.scratch().resolve("listing")).after(run.key("listing/a.c")));
        return rest.equals(keys.subList(keys.indexOf(run.key("listing/a.b")) + 1, keys.size()))
                ? ProbeFinding.ok("complete, in the order of UTF-8 bytes, from any key on")
                : ProbeFinding.deviates("from a key on, not what comes after it");
    }

    private List<ObjectKey> listed(ListRequest request) throws IOException {
        List<ObjectKey> keys = new ArrayList<>();
        try (Listing<ObjectKey> listing = store.list(request)) {
            while (listing.hasNext()) {
                keys.add(listing.next());
            }
        }
        return keys;
    }

    private String write(ObjectKey key, String content) throws IOException {
        Source source = Source.bytes(content.getBytes(StandardCharsets.UTF_8));
        return store.write(key, source, WriteOptions.DEFAULT).version().orElse("");
    }
}
