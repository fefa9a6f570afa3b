package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.s3.FakeStore.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that lies, breaks off, or sends one elsewhere. */
final class S3HostileTest {

    private static final String TRUNCATED = "<IsTruncated>true</IsTruncated>";
    private static final String WHOLE = "<IsTruncated>false</IsTruncated>";

    private FakeStore store;
    private Backend backend;
    private ObjectKey key;

    @BeforeEach
    void open() throws Exception {
        store = new FakeStore();
        backend = store.open(Map.of());
        key = ObjectKey.of("db/a");
    }

    @AfterEach
    void close() throws Exception {
        backend.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>hello</body></html>",
                "{}",
                "<ListBucketResult>",
                "<ListBucketResult></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ListBucketResult><Name>&e;</Name>"
                        + "<IsTruncated>false</IsTruncated></ListBucketResult>"
            })
    void anAnswerThatIsNoListingIsAnErrorAndNeverAnEmptyOne(String body) {
        store.script((method, query) -> Answer.xml(200, body));
        assertThatThrownBy(() -> S3Stores.all(backend.list(ListRequest.of(KeyPrefix.ROOT))))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void whatWasNotAskedForIsRefused() throws Exception {
        for (String contents : List.of(
                FakeStore.contents("other/a", 1),
                FakeStore.contents("db2/a", 1),
                FakeStore.contents("db/a", -1),
                FakeStore.contents("db/b", 1) + FakeStore.contents("db/a", 1),
                FakeStore.contents("db/a", 1) + FakeStore.contents("db/a", 1))) {
            store.script((method, query) -> Answer.xml(200, FakeStore.listing(WHOLE + contents)));
            assertThatThrownBy(() -> S3Stores.all(backend.listObjects(ListRequest.of(KeyPrefix.of("db")))))
                    .as(contents)
                    .isInstanceOf(IntegrityException.class);
        }
    }

    @Test
    void keysThatAreNoneAreHidden() throws Exception {
        String contents = FakeStore.contents("../../etc/passwd", 1)
                + FakeStore.contents(".siltstone/x", 1)
                + FakeStore.contents("/etc/passwd", 1)
                + FakeStore.contents("a%0Ab", 1)
                + FakeStore.contents("a//b", 1)
                + FakeStore.contents("db/", 0)
                + FakeStore.contents("db/a", 1);
        store.script((method, query) ->
                Answer.xml(200, FakeStore.listing(WHOLE + "<EncodingType>url</EncodingType>" + contents)));
        assertThat(S3Stores.all(backend.listObjects(ListRequest.of(KeyPrefix.ROOT))))
                .extracting(ObjectInfo::key)
                .containsExactly(key);
    }

    @Test
    void aTokenThatComesAgainOrLeadsNowhereEndsTheListing() {
        store.script((method, query) ->
                Answer.xml(200, FakeStore.listing(TRUNCATED + "<NextContinuationToken>t</NextContinuationToken>")));
        assertThatThrownBy(() -> S3Stores.all(backend.list(ListRequest.of(KeyPrefix.ROOT))))
                .isInstanceOf(IntegrityException.class);
        assertThat(store.requests()).hasSize(2);

        store.script((method, query) -> Answer.xml(
                200,
                FakeStore.listing(TRUNCATED + "<NextContinuationToken>t"
                        + store.requests().size() + "</NextContinuationToken>")));
        assertThatThrownBy(() -> S3Stores.all(backend.listDirectories(KeyPrefix.ROOT)))
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void aBodyThatEndsEarlyIsNeverAShorterObject() {
        store.script((method, query) -> Answer.object(Map.of(), "half of it", 20));
        assertThatThrownBy(this::readWhole).isInstanceOf(StorageException.class);
    }

    @Test
    void aRangeThatWasNotAskedForIsRefused() {
        Answer whole = Answer.object(Map.of(), "0123456789", 10);
        Answer other = Answer.object(Map.of("Content-Range", "bytes 3-6/10"), "3456", 4)
                .withStatus(206);
        for (Answer answer : List.of(whole, other)) {
            store.script((method, query) -> answer);
            assertThatThrownBy(() -> backend.read(key, ReadOptions.range(ByteRange.of(2, 4))))
                    .isInstanceOf(IntegrityException.class);
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (FakeStore elsewhere = new FakeStore()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                Answer redirect = new Answer(status, Map.of("Location", elsewhere.endpoint() + "/bucket/db/a"), "", 0);
                store.script((method, query) -> redirect);
                assertThatThrownBy(this::readWhole).as("%s", status).isInstanceOf(ConfigurationException.class);
                assertThatThrownBy(() -> backend.write(key, Source.bytes(new byte[1]), WriteOptions.DEFAULT))
                        .isInstanceOf(ConfigurationException.class);
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aHeadThatIsForbiddenIsNotAbsence() {
        store.script((method, query) -> Answer.xml(403, ""));
        assertThatThrownBy(() -> backend.stat(key)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aBucketThatVanishedIsNotAbsence() {
        store.script((method, query) -> Answer.error(404, "NoSuchBucket"));
        assertThatThrownBy(() -> backend.stat(key)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(this::readWhole).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> backend.delete(key, Optional.empty())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aStoreThatMayNotBeListedIsOpenedAllTheSame() throws Exception {
        store.script((method, query) -> Answer.error(403, "AccessDenied"));
        store.open(Map.of()).close();
        store.script((method, query) -> Answer.error(403, "SignatureDoesNotMatch"));
        assertThatThrownBy(() -> store.open(Map.of())).isInstanceOf(StorageException.class);
    }

    @Test
    void whatTheAnswerToABatchForgetsIsAskedForAgain() throws Exception {
        store.script((method, query) -> method.equals("POST")
                ? Answer.xml(
                        200,
                        "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code>"
                                + "<Message>no</Message></Error></DeleteResult>")
                : Answer.xml(204, ""));
        List<DeleteResult> results =
                backend.deleteBatch(List.of(ObjectKey.of("a"), ObjectKey.of("b"), ObjectKey.of("c")));
        assertThat(results.get(0).isDeleted()).isTrue();
        assertThat(results.get(1).error()).containsInstanceOf(AccessDeniedException.class);
        assertThat(results.get(2).isDeleted()).isTrue();
        assertThat(store.requests().get(1)).isEqualTo("DELETE /bucket/c");
    }

    @Test
    void aBatchThatClaimsFalselyIsFoundOut() throws Exception {
        try (Backend careful = store.open(Map.of("verifyDeletes", "true"))) {
            store.script((method, query) -> method.equals("POST")
                    ? Answer.xml(200, "<DeleteResult><Deleted><Key>db/a</Key></Deleted></DeleteResult>")
                    : Answer.object(Map.of(), "x", 1));
            assertThat(careful.deleteBatch(List.of(key)).get(0).isDeleted()).isFalse();
            assertThat(backend.deleteBatch(List.of(key)).get(0).isDeleted()).isTrue();
        }
    }

    @Test
    void aWriteWithoutAnAnswerIsOfUnknownOutcomeAndSentOnce() {
        store.script((method, query) -> Answer.error(500, "InternalError"));
        assertThatThrownBy(() -> backend.write(key, Source.bytes(new byte[10]), WriteOptions.DEFAULT))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(store.requests()).hasSize(1);
    }

    private byte[] readWhole() throws IOException {
        try (ObjectContent content = backend.read(key, ReadOptions.ALL)) {
            return content.stream().readAllBytes();
        }
    }
}
