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
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.testservers.CephServer;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

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
