package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Transfers of several parts, and what can happen to them between two owners. */
final class S3TransferTest {

    private static final int PART = 5 << 20;
    private static final Map<String, String> SMALL_PARTS = Map.of("partBytes", "" + PART, "partsInFlight", "2");
    private static final byte[] CONTENT = S3UploadTest.content(5 * PART + 1234);
    private static final SourceFingerprint SOURCE = new SourceFingerprint(CONTENT.length, "v1");

    private final S3Config config;
    private final ObjectKey key;

    S3TransferTest() throws Exception {
        this.config = S3Stores.newBucket(SMALL_PARTS);
        this.key = ObjectKey.of("db/large");
    }

    @Test
    void partsAreTakenUpByAnotherProcess() throws Exception {
        int cut = 3 * PART + 777;
        try (Backend first = S3Stores.open(config);
                Transfer transfer = first.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
            transfer.append(0, piece(0, cut));
        }
        try (Backend second = S3Stores.open(config);
                Transfer transfer = second.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(cut);
            transfer.append(cut, piece(cut, CONTENT.length));
            transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            assertThat(S3UploadTest.read(second, key.value())).isEqualTo(CONTENT);
            assertThat(leftBehind(second)).isEmpty();
        }
    }

    @Test
    void partsThatTheirSourceProvesAreTakenUpByAnotherProcess() throws Exception {
        int cut = 3 * PART + 777;
        try (Backend first = S3Stores.open(config);
                Transfer transfer = first.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
            transfer.prove(piece(0, 0));
            transfer.append(0, piece(0, cut));
        }
        try (Backend second = S3Stores.open(config);
                Transfer unproven = second.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
            assertThatThrownBy(() -> unproven.append(cut, piece(cut, CONTENT.length)))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (Backend third = S3Stores.open(config);
                Transfer transfer = third.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(cut);
            transfer.prove(piece(0, cut));
            transfer.append(cut, piece(cut, CONTENT.length));
            transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            assertThat(S3UploadTest.read(third, key.value())).isEqualTo(CONTENT);
            assertThat(leftBehind(third)).isEmpty();
        }
    }

    @Test
    void whoeverComesLaterFromAnotherProcessIsTheOwner() throws Exception {
        try (Backend first = S3Stores.open(config);
                Backend second = S3Stores.open(config)) {
            Transfer earlier = first.openTransfer(key, SOURCE, WriteOptions.DEFAULT);
            earlier.append(0, piece(0, PART + 1));
            try (Transfer later = second.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                assertThat(later.position()).isEqualTo(PART + 1);
                assertThatThrownBy(() -> earlier.append(PART + 1, piece(PART + 1, 2 * PART)))
                        .isInstanceOf(TransferBusyException.class);
                later.append(PART + 1, piece(PART + 1, CONTENT.length));
                later.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(S3UploadTest.read(second, key.value())).isEqualTo(CONTENT);
        }
    }

    @Test
    void aPartThatIsNotAsItWasSentStartsOver() throws Exception {
        try (Backend backend = S3Stores.open(config)) {
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                transfer.append(0, piece(0, 3 * PART));
            }
            overwriteFirstPart();
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                assertThat(transfer.position()).isZero();
            }
            assertThat(leftBehind(backend)).isEmpty();
        }
    }

    @Test
    void anUploadThatTheStoreHasDroppedStartsOver() throws Exception {
        try (Backend backend = S3Stores.open(config)) {
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                transfer.append(0, piece(0, 3 * PART));
            }
            try (S3Client client = S3Stores.bare()) {
                MultipartUpload upload = onlyUpload(client);
                client.abortMultipartUpload(request ->
                        request.bucket(config.bucket()).key(key.value()).uploadId(upload.uploadId()));
            }
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                assertThat(transfer.position()).isZero();
                transfer.append(0, piece(0, CONTENT.length));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            assertThat(S3UploadTest.read(backend, key.value())).isEqualTo(CONTENT);
        }
    }

    @Test
    void aWrongBeginningIsToldAlsoWhereItCannotBeRemoved() throws Exception {
        try (S3FaultServer server = new S3FaultServer("bucket");
                Backend backend = faulty(server)) {
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                transfer.append(0, piece(0, 2 * PART));
            }
            server.strikeAlways(S3Operation.ABORT_UPLOAD, S3Fault.ACCESS_DENIED);
            server.strikeAlways(S3Operation.DELETE_OBJECT, S3Fault.ACCESS_DENIED);
            byte[] other = new byte[2 * PART];
            try (Transfer transfer = backend.openTransfer(key, SOURCE, WriteOptions.DEFAULT)) {
                assertThatThrownBy(() -> transfer.prove((Source.Replayable) Source.bytes(other)))
                        .isInstanceOf(IntegrityException.class)
                        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            }
        }
    }

    /** The upload carries the id of the owner who began it, so the later one is told by that. */
    @Test
    void aLostAnswerToALaterOwnerIsSettled() throws Exception {
        for (S3Fault lost : List.of(S3Fault.ERROR_AFTER_DONE, S3Fault.PRECONDITION_FAILED_BY_ITSELF)) {
            try (S3FaultServer server = new S3FaultServer("bucket");
                    Backend backend = faulty(server)) {
                for (Storage storage : List.of(
                        Storage.of(backend), Storage.of(new ResilientBackend(backend, StoreRuntime.system())))) {
                    String name = "db/" + server.requests();
                    try (Transfer transfer = storage.openTransfer(name, SOURCE, WriteOptions.CREATE_ONLY)) {
                        transfer.append(0, piece(0, 2 * PART + 1));
                    }
                    try (Transfer transfer = storage.openTransfer(name, SOURCE, WriteOptions.CREATE_ONLY)) {
                        assertThat(transfer.position()).isEqualTo(2 * PART + 1);
                        transfer.append(2 * PART + 1, piece(2 * PART + 1, CONTENT.length));
                        server.strikeOnce(S3Operation.COMPLETE_UPLOAD, lost);
                        ObjectInfo info = transfer.commit(CONTENT.length, Sha256.of(CONTENT));
                        assertThat(info)
                                .isEqualTo(storage.stat(name).orElseThrow().info());
                        assertThat(backend.stat(ObjectKey.of(name))
                                        .orElseThrow()
                                        .writeId())
                                .isPresent()
                                .isEqualTo(transfer.writeId());
                    }
                    assertThat(leftBehind(backend)).isEmpty();
                }
            }
        }
    }

    @Test
    void anUploadThatWasBegunForAnotherDescriptionStartsOver() throws Exception {
        WriteOptions earlier = WriteOptions.DEFAULT.withMetadata(Map.of("owner", "first"));
        WriteOptions later = WriteOptions.DEFAULT.withContentType("text/plain");
        try (Backend backend = S3Stores.open(config)) {
            for (WriteOptions options : List.of(earlier, later)) {
                try (Transfer transfer = backend.openTransfer(key, SOURCE, options)) {
                    assertThat(transfer.position()).isZero();
                    transfer.append(0, piece(0, 2 * PART + 1));
                }
            }
            try (Transfer transfer = backend.openTransfer(key, SOURCE, later)) {
                assertThat(transfer.position()).isEqualTo(2 * PART + 1);
                transfer.append(2 * PART + 1, piece(2 * PART + 1, CONTENT.length));
                transfer.commit(CONTENT.length, Sha256.of(CONTENT));
            }
            ObjectStat stat = backend.stat(key).orElseThrow();
            assertThat(stat.contentType()).isEqualTo("text/plain");
            assertThat(stat.metadata()).isEmpty();
            assertThat(leftBehind(backend)).isEmpty();
        }
    }

    private static Backend faulty(S3FaultServer server) throws Exception {
        Map<String, String> parameters = new HashMap<>(SMALL_PARTS);
        parameters.put("endpoint", server.endpoint().toString());
        parameters.put("pathStyle", "true");
        return S3Backend.open(
                S3Config.of("bucket", parameters),
                S3Secrets.of(S3Credentials.of("key", Secret.of("secret"))),
                StoreRuntime.system());
    }

    @Test
    void aConditionThatPartsWouldLoseIsRefusedAtTheBeginning() throws Exception {
        S3Config losing = S3Stores.config(config.bucket(), Map.of("conditionalMultipart", "false"));
        try (Backend backend = S3Stores.open(losing)) {
            assertThatThrownBy(() -> backend.openTransfer(key, SOURCE, WriteOptions.CREATE_ONLY))
                    .isInstanceOf(UnsupportedException.class);
            assertThat(S3Stores.all(backend.listTransfers())).isEmpty();
        }
    }

    private void overwriteFirstPart() {
        try (S3Client client = S3Stores.bare()) {
            MultipartUpload upload = onlyUpload(client);
            client.uploadPart(
                    request -> request.bucket(config.bucket())
                            .key(key.value())
                            .uploadId(upload.uploadId())
                            .partNumber(1),
                    RequestBody.fromBytes(S3UploadTest.content(PART)));
        }
    }

    private MultipartUpload onlyUpload(S3Client client) {
        List<MultipartUpload> uploads = client.listMultipartUploads(request -> request.bucket(config.bucket()))
                .uploads();
        assertThat(uploads).hasSize(1);
        return uploads.get(0);
    }

    private static List<SweepReport.Item> leftBehind(Backend backend) throws Exception {
        return backend.sweep(new SweepRequest(Duration.ZERO, true)).items();
    }

    private static Source.Replayable piece(int from, int to) {
        return Source.bytes(Arrays.copyOfRange(CONTENT, from, to));
    }
}
