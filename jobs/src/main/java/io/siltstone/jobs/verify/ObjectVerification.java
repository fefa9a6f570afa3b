package io.siltstone.jobs.verify;

import io.siltstone.core.ByteRange;
import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.ledger.LedgerEntry;
import io.siltstone.jobs.sync.ContentComparison;
import io.siltstone.jobs.work.LiveRead;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies one object: its footer, its content, and another store's object under its key. */
final class ObjectVerification {

    private final Storage storage;
    private final VerifyRequest request;
    private final Optional<Storage> against;
    private final FileVerification files;

    ObjectVerification(Storage storage, VerifyRequest request, Optional<Storage> against) {
        this.storage = storage;
        this.request = request;
        this.against = against;
        this.files = new FileVerification(request);
    }

    /**
     * What is found of an object.
     *
     * @param info as it was listed, or what has replaced it since
     * @param file whether it is a Parquet file
     * @param rows what a file tells
     * @param readBytes how much of its content was read as a whole
     * @param hashed whether its content was held against a hash
     * @param findings what there is to say
     */
    record Result(
            ObjectInfo info, boolean file, long rows, long readBytes, boolean hashed, List<VerifyFinding> findings) {}

    static boolean isFile(ObjectInfo info) {
        return info.key().value().endsWith(".parquet");
    }

    /**
     * Verifies the object; empty if it is gone.
     *
     * @param other what the other store has under the key
     * @param proof what a ledger knows of the key
     */
    Optional<Result> verify(ObjectInfo listed, Optional<ObjectInfo> other, Optional<LedgerEntry> proof)
            throws StorageException {
        List<VerifyFinding> findings = new ArrayList<>();
        ObjectInfo info = listed;
        long rows = 0;
        if (isFile(listed)) {
            Optional<FileVerification.Result> file = LiveRead.read(storage, listed, files::verify);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            info = file.get().info();
            rows = file.get().rows();
            file.get().finding().ifPresent(findings::add);
        }
        return content(info, other, proof, findings, rows);
    }

    private Optional<Result> content(
            ObjectInfo info,
            Optional<ObjectInfo> other,
            Optional<LedgerEntry> proof,
            List<VerifyFinding> findings,
            long rows)
            throws StorageException {
        boolean differs = against.isPresent() && differs(info, other, findings);
        boolean proven = proof.filter(entry -> entry.isOfTarget(info)).isPresent();
        if (proof.isPresent() && !proven) {
            findings.add(finding(info, FindingKind.CHANGED, "another version than the one that was proven here"));
        }
        if (!request.deep()) {
            return Optional.of(new Result(info, isFile(info), rows, 0, false, findings));
        }
        Optional<Sha256> content;
        Optional<Sha256> stored;
        try {
            stored = proven ? proof.map(LedgerEntry::sha256) : kept(info);
            content = other.isPresent() && !differs ? compared(info, other.get(), findings) : Optional.empty();
            if (content.isEmpty()) {
                content = Optional.of(hash(info));
            }
        } catch (NotFoundException | ChangedDuringReadException e) {
            return Optional.empty();
        } catch (IntegrityException e) {
            findings.add(finding(info, FindingKind.CORRUPT, "its bytes cannot be read to the end: " + e.reason()));
            return Optional.of(new Result(info, isFile(info), rows, 0, false, findings));
        }
        if (stored.isPresent() && !content.equals(stored)) {
            findings.add(finding(
                    info,
                    FindingKind.BIT_ROT,
                    "its SHA-256 is " + content.get() + ", and was " + stored.get() + " when it was stored"));
        }
        return Optional.of(new Result(info, isFile(info), rows, info.sizeBytes(), stored.isPresent(), findings));
    }

    /** The hash that its writer has kept with this very version. */
    private Optional<Sha256> kept(ObjectInfo info) throws StorageException {
        return storage.stat(info.key().value())
                .filter(stat -> stat.info().version().equals(info.version()))
                .flatMap(Sha256::keptWith);
    }

    private boolean differs(ObjectInfo info, Optional<ObjectInfo> other, List<VerifyFinding> findings) {
        if (other.isEmpty()) {
            findings.add(finding(info, FindingKind.EXTRA, "the other store has no such object"));
            return false;
        }
        if (other.get().sizeBytes() != info.sizeBytes()) {
            findings.add(finding(
                    info,
                    FindingKind.DIFFERENT,
                    "it has " + info.sizeBytes() + " bytes, and the other store's "
                            + other.get().sizeBytes()));
            return true;
        }
        return false;
    }

    private Optional<Sha256> compared(ObjectInfo info, ObjectInfo other, List<VerifyFinding> findings)
            throws StorageException {
        Optional<Sha256> same = new ContentComparison(against.orElseThrow(), storage).equal(other, info);
        if (same.isEmpty()) {
            findings.add(finding(info, FindingKind.DIFFERENT, "its content is not the other store's"));
        }
        return same;
    }

    private Sha256 hash(ObjectInfo info) throws StorageException {
        Optional<String> version =
                storage.capabilities().supports(Capability.READ_VERSION) ? info.version() : Optional.empty();
        MessageDigest digest = Sha256.newDigest();
        ReadOptions options = new ReadOptions(ByteRange.ALL, version);
        try (ObjectContent content = storage.open(info.key().value(), options);
                OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(sink);
            return Sha256.finish(digest);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(storage.reader(info).context(), "reading failed: " + e.getMessage(), e);
        }
    }

    VerifyFinding missing(ObjectInfo other) {
        return finding(other, FindingKind.MISSING, "the other store has it, and this one does not");
    }

    private VerifyFinding finding(ObjectInfo info, FindingKind kind, String reason) {
        boolean offence = kind.isOffence() || request.strict();
        return new VerifyFinding(info.key(), info.sizeBytes(), kind, reason, offence);
    }
}
