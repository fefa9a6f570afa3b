package io.siltstone.core.local;

import io.siltstone.core.ContentTypes;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a durable write, in their order: make missing directories, stage, write, force the file, close it, rename
 * it or give it its name, force the directories. What is acknowledged has gone through all that its durability asks.
 */
final class LocalPublisher {

    private final LocalRoot root;
    private final LocalPaths paths;
    private final StagingPlaces places;
    private final EmptyDirectories empties;
    private final LocalFeatures features;
    private final Durability durability;
    private final DurableDirectories durable;
    private final Stamps stamps;

    LocalPublisher(
            LocalRoot root,
            LocalPaths paths,
            StagingPlaces places,
            EmptyDirectories empties,
            LocalFeatures features,
            Durability durability,
            DurableDirectories durable,
            Stamps stamps) {
        this.root = root;
        this.paths = paths;
        this.places = places;
        this.empties = empties;
        this.features = features;
        this.durability = durability;
        this.durable = durable;
        this.stamps = stamps;
    }

    /** Refuses what the file system cannot keep, before anything is touched. */
    void requireServed(ObjectKey key, WriteOptions options, LocalCall call) throws UnsupportedException {
        boolean typed = options.contentType()
                .filter(type -> !type.equals(ContentTypes.of(key)))
                .isPresent();
        boolean attributes =
                typed || !options.metadata().isEmpty() || options.writeId().isPresent();
        require(features.attributes() || !attributes, "the file system keeps no metadata", call);
        require(
                LocalAttributes.metadataBytes(options) <= LocalLimits.MAX_METADATA_BYTES,
                "the metadata has more than " + LocalLimits.MAX_METADATA_BYTES + " bytes",
                call);
        require(
                features.hardLinks() || !(options.mode() instanceof WriteMode.CreateOnly),
                "the file system has no hard links, which a create-only write needs",
                call);
        require(
                features.locks() || !(options.mode() instanceof WriteMode.ReplaceVersion),
                "the file system has no locks, which a conditional write needs",
                call);
        require(
                features.directoryForce() || !options.durability().equals(Optional.of(Durability.FULL)),
                "the file system cannot force directories, which durability FULL needs",
                call);
    }

    private static void require(boolean served, String reason, LocalCall call) throws UnsupportedException {
        if (!served) {
            throw new UnsupportedException(call.context(), reason);
        }
    }

    /** Makes the directories and the staging file of an object. */
    LocalPublication begin(ObjectKey key, WriteOptions options, LocalCall call) throws StorageException {
        root.forChange(call.context());
        return begin(key, options, (target, made) -> stage(target, made, call), call);
    }

    /** The publication of a file that is staged already. */
    LocalPublication begin(ObjectKey key, WriteOptions options, StagedFile staged, LocalCall call)
            throws StorageException {
        return begin(key, options, (target, made) -> staged, call);
    }

    private interface Staging {
        StagedFile open(Path target, List<Path> made) throws IOException;
    }

    private LocalPublication begin(ObjectKey key, WriteOptions options, Staging staging, LocalCall call)
            throws StorageException {
        Path target = paths.file(key, call);
        List<Path> made = new ArrayList<>();
        try {
            paths.makeParents(target, made, call);
            return new LocalPublication(key, target, options, call, staging.open(target, made), made);
        } catch (IOException e) {
            paths.removeMade(made);
            throw call.failed(e);
        }
    }

    private StagedFile stage(Path target, List<Path> made, LocalCall call) throws IOException {
        Path path = places.next(target);
        try {
            return stageAt(path, call);
        } catch (NoSuchFileException e) {
            root.makeReserved(call.context());
            paths.makeParents(target, made, call);
            return stageAt(path, call);
        }
    }

    private StagedFile stageAt(Path path, LocalCall call) throws IOException {
        return new StagedFile(root.ops(), path, root.ops().create(path), 0, call);
    }

    /** Throws away what was staged and made. */
    void discard(LocalPublication publication) {
        publication.staged().discard();
        giveUp(publication);
    }

    /** Throws away what was made, and keeps what is staged. */
    void giveUp(LocalPublication publication) {
        publication.beside().ifPresent(StagedFile::discard);
        paths.removeMade(publication.made());
    }

    private Durability level(WriteOptions options) {
        return options.durability().orElse(durability);
    }

    /** Makes the staged file what the object shall be. After a failure it can only be discarded. */
    FileFacts seal(LocalPublication publication) throws StorageException {
        return publication
                .staged()
                .seal(
                        LocalAttributes.of(publication.key(), publication.options()),
                        stamps.next(),
                        level(publication.options()));
    }

    /**
     * Publishes what is staged and sealed.
     *
     * @throws DurabilityUnknownException if it is published, but a directory could not be forced
     * @throws StorageException in every other case nothing is published
     */
    ObjectInfo publish(LocalPublication publication, FileFacts facts) throws StorageException {
        LocalCall call = publication.call();
        FileFacts published = put(publication, facts);
        if (level(publication.options()) == Durability.FULL) {
            try {
                durable.forceWay(LocalPaths.parent(publication.target()), call);
            } catch (IOException e) {
                throw new DurabilityUnknownException(
                        call.context(), "the object is published, but its directory could not be forced to disk", e);
            }
        }
        return OpenObject.info(publication.key(), published);
    }

    /** Gives the file as it is published. */
    private FileFacts put(LocalPublication publication, FileFacts sealed) throws StorageException {
        LocalCall call = publication.call();
        FileFacts facts = sealed;
        for (int round = 1; ; round++) {
            try {
                putOnce(publication, facts);
                return facts;
            } catch (NoSuchFileException e) {
                if (round == LocalLimits.MAX_ROUNDS) {
                    call.requireRoot();
                    throw new ConflictException(
                            call.context(),
                            "the directory of the key, or the staged file, is removed again and again",
                            e);
                }
                makeParentsAgain(publication);
            } catch (FileAlreadyExistsException e) {
                throw new AlreadyExistsException(call.context(), "an object is there already", e);
            } catch (InterruptedException e) {
                throw call.cancelled(e);
            } catch (IOException e) {
                if (!StagingPlaces.isElsewhere(e) || publication.beside().isPresent()) {
                    throw call.failed(e);
                }
                facts = stageBeside(publication, facts);
            }
        }
    }

    /** Copies what is staged and sealed into the directory of its target, which lies on another device. */
    private FileFacts stageBeside(LocalPublication publication, FileFacts sealed) throws StorageException {
        LocalCall call = publication.call();
        StagedFile copy;
        try (OpenFile whole = root.ops().openForReading(publication.staged().path())) {
            places.noteElsewhere(LocalPaths.parent(publication.target()));
            copy = stage(publication.target(), publication.made(), call);
            publication.setBeside(copy);
            copy.append(whole, sealed.sizeBytes());
        } catch (IOException e) {
            throw call.failed(e);
        }
        return copy.seal(
                LocalAttributes.of(publication.key(), publication.options()),
                sealed.modified(),
                level(publication.options()));
    }

    private void makeParentsAgain(LocalPublication publication) throws StorageException {
        try {
            paths.makeParents(publication.target(), publication.made(), publication.call());
        } catch (IOException e) {
            throw publication.call().failed(e);
        }
    }

    private void putOnce(LocalPublication publication, FileFacts facts) throws IOException, InterruptedException {
        LocalCall call = publication.call();
        boolean createOnly = publication.options().mode() instanceof WriteMode.CreateOnly;
        call.requireRunning();
        root.forChange(call.context()).change(publication.key(), () -> name(publication, facts, createOnly));
        if (createOnly || publication.beside().isPresent()) {
            publication.staged().discard();
        }
        if (createOnly) {
            publication.beside().ifPresent(StagedFile::discard);
        }
    }

    private Path name(LocalPublication publication, FileFacts facts, boolean createOnly) throws IOException {
        Path target = publication.target();
        requireMode(target, publication.options().mode(), publication.call());
        try {
            if (createOnly) {
                root.ops().link(publication.source(), target);
            } else {
                root.ops().move(publication.source(), target);
            }
        } catch (IOException e) {
            // A file server whose answer was lost reports an error, or finds what it has done itself in the way.
            if (!stands(target, facts, e)) {
                throw e;
            }
        }
        return target;
    }

    private boolean stands(Path target, FileFacts facts, IOException failure) {
        try {
            return root.ops().facts(target).filter(facts::isSameAs).isPresent();
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** Passes when the mode allows to publish over what is at the target now. */
    void requireMode(Path target, WriteMode mode, LocalCall call) throws IOException {
        Optional<FileFacts> there = root.ops().facts(target);
        FileKind kind = there.map(FileFacts::kind).orElse(FileKind.ABSENT);
        if (kind == FileKind.OTHER || (kind == FileKind.DIRECTORY && !empties.remove(target))) {
            throw new KeyConflictException(
                    call.context(),
                    kind == FileKind.DIRECTORY ? "a directory of this name holds other keys" : "it is no regular file");
        }
        if (mode instanceof WriteMode.CreateOnly && kind == FileKind.REGULAR) {
            throw new AlreadyExistsException(call.context(), "an object is there already");
        }
        if (mode instanceof WriteMode.ReplaceVersion wanted
                && there.filter(facts ->
                                kind == FileKind.REGULAR && facts.version().equals(wanted.version()))
                        .isEmpty()) {
            throw new PreconditionFailedException(call.context(), "the version to replace is not there");
        }
    }
}
