package io.siltstone.s3;

import io.siltstone.core.Sha256;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/** The parts of a transfer that were proven: held by the store just as they were taken in. */
final class S3TransferParts {

    private final List<CompletedPart> parts = new ArrayList<>();
    private final List<String> chains = new ArrayList<>(List.of(""));

    /** Adds the next part. */
    void add(CompletedPart part, long sizeBytes) {
        String link = chain() + " " + part.partNumber() + " " + sizeBytes + " " + S3EtagQuoting.version(part.eTag());
        chains.add(Sha256.of(link.getBytes(StandardCharsets.UTF_8)).hex());
        parts.add(part);
    }

    /** A hash over all parts in their order. */
    String chain() {
        return chains.get(chains.size() - 1);
    }

    int count() {
        return parts.size();
    }

    /** Only so many of them. */
    S3TransferParts first(int count) {
        S3TransferParts fewer = new S3TransferParts();
        fewer.parts.addAll(parts.subList(0, count));
        fewer.chains.addAll(chains.subList(1, count + 1));
        return fewer;
    }

    List<CompletedPart> all() {
        return List.copyOf(parts);
    }

    /** The parts that the record speaks of; empty where the store does not hold exactly them. */
    static Optional<S3TransferParts> find(S3Calls calls, S3TransferRecord record, ErrorContext context)
            throws StorageException {
        S3TransferParts found = new S3TransferParts();
        if (record.begun().isEmpty()) {
            return Optional.of(found);
        }
        String uploadId = record.begun().get().id();
        List<Part> listed;
        try {
            listed = calls.call(
                    S3Purpose.STAGE,
                    context,
                    () -> calls
                            .client()
                            .listPartsPaginator(request -> request.bucket(calls.bucket())
                                    .key(record.key().value())
                                    .uploadId(uploadId))
                            .parts()
                            .stream()
                            .limit(record.parts())
                            .toList());
        } catch (NotFoundException | ConflictException e) {
            // Aborted by a lifecycle rule, or completed.
            return Optional.empty();
        }
        long bytes = 0;
        for (Part part : listed) {
            long size = S3Calls.size(part.size(), context);
            bytes += size;
            found.add(
                    CompletedPart.builder()
                            .partNumber(S3Calls.required(part.partNumber(), "PartNumber", context))
                            .eTag(S3Calls.required(part.eTag(), "ETag", context))
                            .checksumCRC32(part.checksumCRC32())
                            .build(),
                    size);
        }
        boolean same = listed.size() == record.parts()
                && bytes == record.partsBytes()
                && found.chain().equals(record.partsChain());
        return same ? Optional.of(found) : Optional.empty();
    }
}
