package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.Environment;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.testservers.CephServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;

/** As many parts as AWS allows, on the real server, which takes parts of a KiB here in the place of AWS's 5 MiB. */
@Tag("large")
final class S3ManyPartsTest {

    private static final int KIB = 1 << 10;

    /** Each fifth of the parts has twice the size of the one before. */
    private static final int MOST_BYTES = S3Limits.MAX_PARTS / 5 * (1 + 2 + 4 + 8 + 16) * KIB;

    private final ObjectKey key = ObjectKey.of("db/many");
    private final S3Config config;
    private final S3Threads threads = new S3Threads("test", 16, 16 * KIB);
    private final S3Link link;
    private final S3Upload upload;
    private final S3Reader reader;

    S3ManyPartsTest() throws Exception {
        CephServer server = CephServer.ofSmallParts();
        Environment environment = Environment.of(Map.of(
                S3Secrets.KEY_VARIABLE, server.accessKey(),
                S3Secrets.SECRET_VARIABLE, server.secretKey()));
        config = S3Stores.config(
                server.newBucket(), Map.of("endpoint", server.endpoint().toString()));
        link = S3Link.open(
                config, S3Secrets.of(environment), StoreRuntime.system().withEnvironment(environment));
        upload = new S3Upload(link.calls(), threads);
        reader = new S3Reader(link.calls(), threads);
    }

    @AfterEach
    void close() {
        link.close();
        threads.close();
    }

    @Test
    void tenThousandPartsThatGrowAreOneObject() throws Exception {
        byte[] content = S3UploadTest.content(MOST_BYTES);
        try (ObjectWriter writer = writer()) {
            writer.write(content);
            ObjectInfo info = writer.commit();
            assertThat(info.sizeBytes()).isEqualTo(MOST_BYTES);
            assertThat(info.version().orElseThrow()).endsWith("-10000");
        }
        isThere(key, content);
    }

    /** The refusal comes with the byte that has no room, and takes back ten thousand parts. */
    @Test
    void whatNeedsMorePartsIsRefusedAndLeavesNothing() throws Exception {
        byte[] content = new byte[MOST_BYTES];
        try (ObjectWriter writer = writer()) {
            writer.write(content);
            writer.write(new byte[] {1});
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("10000 parts");
        }
        assertThat(reader.stat(key)).isEmpty();
        try (S3Client client = S3Stores.bare(CephServer.ofSmallParts().endpoint())) {
            assertThat(client.listMultipartUploads(request -> request.bucket(config.bucket()))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void aCopyOfTenThousandRangesIsTheObject() throws Exception {
        byte[] content = S3UploadTest.content(S3Limits.MAX_PARTS * KIB);
        upload.write(key, Source.bytes(content), WriteOptions.DEFAULT);
        ObjectKey to = ObjectKey.of("db/copy");
        ObjectInfo copied = new S3Copier(link.calls(), reader, upload, threads, new S3CopyPlan(0, KIB))
                .copy(key, to, CopyOptions.DEFAULT);
        assertThat(copied.version().orElseThrow()).endsWith("-10000");
        isThere(to, content);
    }

    /**
     * What an owner has left who was killed before the last part: ListParts tells of it in ten pages. A transfer's own parts
     * have at least 5 MiB, so these were sent without one, and its record was written for them.
     */
    @Test
    void aTransferIsTakenUpAfterAllItsPartsButOne() throws Exception {
        int parts = S3Limits.MAX_PARTS - 1;
        int cut = parts * KIB;
        byte[] content = S3UploadTest.content(cut + 777);
        SourceFingerprint source = new SourceFingerprint(content.length, "v1");
        String uploadId = leave(source, content, parts);
        try (S3Client client = S3Stores.bare(CephServer.ofSmallParts().endpoint())) {
            ListPartsResponse page = client.listParts(
                    request -> request.bucket(config.bucket()).key(key.value()).uploadId(uploadId));
            assertThat(page.parts()).hasSize(1000);
            assertThat(page.isTruncated()).isTrue();
        }
        try (Transfer transfer =
                new S3Transfers(link.calls(), threads, upload).open(key, source, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(cut);
            transfer.append(cut, Source.bytes(Arrays.copyOfRange(content, cut, content.length)));
            ObjectInfo info = transfer.commit(content.length, Sha256.of(content));
            assertThat(info.version().orElseThrow()).endsWith("-10000");
        }
        isThere(key, content);
    }

    /** One part in the last page that is another than was taken in, of the same size, and nothing of it is believed. */
    @Test
    void aTransferStartsOverWhereAPartOfTheLastPageIsAnother() throws Exception {
        int parts = S3Limits.MAX_PARTS - 1;
        byte[] content = S3UploadTest.content(parts * KIB + 777);
        SourceFingerprint source = new SourceFingerprint(content.length, "v1");
        ErrorContext context = ErrorContext.of(Operation.WRITE, "s3://" + config.bucket(), key.value());
        String uploadId = leave(source, content, parts);
        new S3Multipart(link.calls(), key, uploadId, context).upload(parts - 5, new byte[KIB], KIB);
        try (Transfer transfer =
                new S3Transfers(link.calls(), threads, upload).open(key, source, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isZero();
        }
    }

    /** Parts of a KiB, from the content's beginning, and the record of the transfer that sent them; gives the upload's id. */
    private String leave(SourceFingerprint source, byte[] content, int parts) throws Exception {
        ErrorContext context = ErrorContext.of(Operation.WRITE, "s3://" + config.bucket(), key.value());
        S3Object object = upload.object(key, WriteOptions.DEFAULT, context);
        S3Multipart multipart = new S3Multipart(link.calls(), key, context);
        multipart.create(object.metadata());
        List<Future<CompletedPart>> sent = new ArrayList<>();
        for (int number = 1; number <= parts; number++) {
            int part = number;
            byte[] bytes = Arrays.copyOfRange(content, (part - 1) * KIB, part * KIB);
            sent.add(threads.submit(threads.hold(KIB), () -> multipart.upload(part, bytes, KIB)));
        }
        S3TransferParts proven = new S3TransferParts();
        for (Future<CompletedPart> part : sent) {
            proven.add(S3Threads.await(part, context), KIB);
        }
        S3RunningHash hash = new S3RunningHash();
        hash.update(content, 0, parts * KIB);
        S3TransferRecord record = new S3TransferRecord(
                key,
                source,
                "killed",
                Optional.of(S3BegunUpload.of(multipart.uploadId(), object.metadata())),
                parts,
                (long) parts * KIB,
                proven.chain(),
                hash.save(),
                new byte[0]);
        new S3TransferRecords(link.calls()).write(record, Optional.empty(), context);
        return multipart.uploadId();
    }

    private ObjectWriter writer() throws Exception {
        ErrorContext context = ErrorContext.of(Operation.WRITE, "s3://" + config.bucket(), key.value());
        S3Object object = upload.object(key, WriteOptions.DEFAULT, context);
        S3Parts parts = new S3Parts(link.calls(), threads, object, new S3PartSize(KIB, OptionalLong.empty()), context);
        return new S3Writer(context, OptionalLong.empty(), object, upload.put(), parts);
    }

    private void isThere(ObjectKey at, byte[] content) throws Exception {
        try (ObjectContent read = reader.read(at, ReadOptions.ALL)) {
            assertThat(read.stream().readAllBytes()).isEqualTo(content);
        }
    }
}
