package io.siltstone.testkit.wire;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Something done with a store while it goes wrong, and what must hold afterwards: what was acknowledged is there and whole;
 * after a failure there is the old or the new, and no third; what is read is what was written.
 */
public enum Deed {
    WRITE {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            return publish(
                    scene, () -> scene.struck().write(scene.key(0), Source.bytes(scene.fresh()), WriteOptions.DEFAULT));
        }
    },
    CREATE {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            scene.honest().delete(scene.key(0), Optional.empty());
            return publish(
                    scene,
                    () -> scene.struck().write(scene.key(0), Source.bytes(scene.fresh()), WriteOptions.CREATE_ONLY));
        }
    },
    COPY {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            ObjectKey from = ObjectKey.of(scene.prefix().value() + "-source");
            scene.honest().write(from, Source.bytes(scene.fresh()), WriteOptions.DEFAULT);
            return publish(scene, () -> scene.struck().copy(from, scene.key(0), CopyOptions.DEFAULT));
        }
    },
    TRANSFER {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            byte[] bytes = scene.fresh();
            return publish(scene, () -> {
                try (Transfer transfer = scene.struck()
                        .openTransfer(
                                scene.key(0),
                                new SourceFingerprint(
                                        bytes.length, scene.prefix().value()),
                                WriteOptions.DEFAULT)) {
                    transfer.append(transfer.position(), Source.bytes(bytes));
                    transfer.commit(bytes.length, Sha256.of(bytes));
                }
            });
        }
    },
    READ {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            return expect(scene.old(), read(scene.struck(), scene.key(0), ReadOptions.ALL));
        }
    },
    READ_RANGE {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            byte[] expected = Arrays.copyOfRange(scene.old(), 100, 300);
            return expect(expected, read(scene.struck(), scene.key(0), ReadOptions.range(ByteRange.of(100, 200))));
        }
    },
    STAT {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            Optional<ObjectStat> stat = scene.struck().stat(scene.key(0));
            boolean whole = stat.filter(there -> there.info().sizeBytes() == scene.old().length)
                    .isPresent();
            return whole ? Optional.empty() : Optional.of("stat is " + stat);
        }
    },
    DELETE {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            scene.struck().delete(scene.key(0), Optional.empty());
            return scene.honest().stat(scene.key(0)).isPresent() ? Optional.of("it is still there") : Optional.empty();
        }
    },
    DELETE_BATCH {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            List<ObjectKey> keys = scene.keys();
            List<DeleteResult> results = scene.struck().deleteBatch(keys);
            for (DeleteResult result : results) {
                if (result.isDeleted()
                        && scene.honest().stat(ObjectKey.of(result.key())).isPresent()) {
                    return Optional.of(result.key() + " is said to be deleted");
                }
            }
            List<String> told = results.stream().map(DeleteResult::key).toList();
            List<String> asked = keys.stream().map(ObjectKey::value).toList();
            return told.equals(asked) ? Optional.empty() : Optional.of("results for " + told);
        }
    },
    LIST {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            List<String> found = new ArrayList<>();
            try (Listing<ObjectInfo> listing = scene.struck().listObjects(ListRequest.of(scene.prefix()))) {
                while (listing.hasNext()) {
                    ObjectInfo info = listing.next();
                    found.add(info.key().value());
                    if (info.sizeBytes() != scene.old().length) {
                        return Optional.of("a size of " + info.sizeBytes());
                    }
                }
            }
            return scene.listed(found);
        }
    },
    LIST_DIRECTORIES {
        @Override
        Optional<String> attempt(Scene scene) throws IOException {
            List<String> found = new ArrayList<>();
            try (Listing<DirectoryEntry> listing = scene.struck().listEntries(scene.prefix())) {
                while (listing.hasNext()) {
                    found.add(scene.prefix().value() + "/" + listing.next().name());
                }
            }
            return scene.listed(found);
        }
    };

    private static final int OBJECTS = 3;
    private static final int BYTES = 1000;

    /** Does it, and tells what is wrong with what came of it. A failure of the store comes out. */
    abstract Optional<String> attempt(Scene scene) throws IOException;

    /**
     * Where a deed is done.
     *
     * @param struck the store through the fault
     * @param honest the same store past it
     * @param prefix where it has its objects, nobody else's
     * @param old what these objects hold
     * @param fresh what is written
     * @param mayLack whether the fault takes keys out of listings
     */
    public record Scene(Backend struck, Backend honest, KeyPrefix prefix, byte[] old, byte[] fresh, boolean mayLack) {

        /** With a few objects below the prefix. */
        public static Scene prepare(Backend struck, Backend honest, String prefix, boolean mayLack) throws IOException {
            SeededRandom random = new SeededRandom(prefix.hashCode());
            Scene scene =
                    new Scene(struck, honest, KeyPrefix.of(prefix), random.bytes(BYTES), random.bytes(BYTES), mayLack);
            for (ObjectKey key : scene.keys()) {
                honest.write(key, Source.bytes(scene.old), WriteOptions.DEFAULT);
            }
            return scene;
        }

        /** The same scene with the store through something more. */
        Scene through(Backend other) {
            return new Scene(other, honest, prefix, old, fresh, mayLack);
        }

        ObjectKey key(int number) throws StorageException {
            return prefix.key("object-" + number);
        }

        List<ObjectKey> keys() throws StorageException {
            List<ObjectKey> keys = new ArrayList<>();
            for (int i = 0; i < OBJECTS; i++) {
                keys.add(key(i));
            }
            return keys;
        }

        Optional<String> listed(List<String> found) throws StorageException {
            List<String> all = keys().stream().map(ObjectKey::value).toList();
            boolean right =
                    mayLack ? all.stream().filter(found::contains).toList().equals(found) : found.equals(all);
            return right ? Optional.empty() : Optional.of("listed " + found);
        }
    }

    /** What publishes. */
    @FunctionalInterface
    interface Publication {
        void publish() throws IOException;
    }

    private static Optional<String> publish(Scene scene, Publication publication) throws IOException {
        Optional<byte[]> before = there(scene);
        try {
            publication.publish();
        } catch (IOException e) {
            Optional<byte[]> after = there(scene);
            boolean old = after.isPresent() == before.isPresent()
                    && (after.isEmpty() || Arrays.equals(after.get(), before.get()));
            boolean fresh = after.isPresent() && Arrays.equals(after.get(), scene.fresh());
            if (!old && !fresh) {
                return Optional.of("neither the old nor the new after " + e);
            }
            throw e;
        }
        return expect(scene.fresh(), read(scene.honest(), scene.key(0), ReadOptions.ALL));
    }

    private static Optional<byte[]> there(Scene scene) throws IOException {
        try {
            return Optional.of(read(scene.honest(), scene.key(0), ReadOptions.ALL));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static byte[] read(Backend backend, ObjectKey key, ReadOptions options) throws IOException {
        try (ObjectContent content = backend.read(key, options)) {
            return content.stream().readAllBytes();
        }
    }

    private static Optional<String> expect(byte[] expected, byte[] got) {
        return Arrays.equals(expected, got)
                ? Optional.empty()
                : Optional.of("wrong bytes: " + got.length + " of " + expected.length);
    }
}
