package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testservers.OtherS3Server;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S3Proxy 4.1 over its file system in memory. What it does otherwise is asserted as it was seen. */
@Tag("s3proxy")
final class S3ProxyContractTest implements BackendContract {

    private final OtherStores stores;

    S3ProxyContractTest() throws IOException {
        stores = new OtherStores(OtherS3Server.s3Proxy());
    }

    @AfterEach
    void disconnect() throws IOException {
        stores.close();
    }

    /** It looks at {@code If-Match} and then writes, and of two writers at once both may win. */
    @Override
    public BackendFixture open() throws Exception {
        return stores.fixture(Map.of("conditionalReplace", "false")).open();
    }

    @Override
    public int seeds() {
        return 3;
    }

    /** AWS, "Naming Amazon S3 objects": keys are flat. Here they are files, and {@code a} excludes {@code a/b}. */
    @Override
    @Test
    public void anObjectAndADirectoryOfOneNameExcludeEachOtherOrStandSideBySide() {
        assertExcludes(BackendContract.super::anObjectAndADirectoryOfOneNameExcludeEachOtherOrStandSideBySide);
    }

    @Override
    @Test
    public void keysComeInTheOrderOfTheirUtf8Bytes() {
        assertExcludes(BackendContract.super::keysComeInTheOrderOfTheirUtf8Bytes);
    }

    @Override
    @Test
    public void oneLevelIsListedInTheOrderOfItsNames() {
        assertExcludes(BackendContract.super::oneLevelIsListedInTheOrderOfItsNames);
    }

    /** The model's keys exclude each other too. */
    @Override
    @Test
    public void randomOperationsAgreeWithTheModel() {
        assertThatThrownBy(BackendContract.super::randomOperationsAgreeWithTheModel)
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("HTTP 500 InternalError");
    }

    /** AWS, API reference of ListObjectsV2: by UTF-8 bytes. Here by UTF-16 units, which is refused, not listed in part. */
    @Override
    @Test
    public void goodKeysStandSideBySideInUtf8Order() {
        assertOutOfOrder(BackendContract.super::goodKeysStandSideBySideInUtf8Order);
    }

    @Override
    @Test
    public void generatedKeysAreTheSameThroughEveryOperation() {
        assertOutOfOrder(BackendContract.super::generatedKeysAreTheSameThroughEveryOperation);
    }

    /** Content and checksum of one answer may be of two versions; whether they are is chance, and nothing else goes wrong. */
    @Override
    @Test
    public void readersSeeWholeVersionsWhileWritersReplaceThem() {
        Throwable failure = catchThrowable(BackendContract.super::readersSeeWholeVersionsWhileWritersReplaceThem);
        if (failure != null) {
            assertThat(failure.getCause())
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("different checksum");
        }
    }

    private interface Deviating {
        void run() throws Exception;
    }

    private static void assertOutOfOrder(Deviating test) {
        assertThatThrownBy(test::run).isInstanceOf(IntegrityException.class).hasMessageContaining("out of order");
    }

    private static void assertExcludes(Deviating test) {
        assertThatThrownBy(test::run)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("HTTP 500 InternalError");
    }
}
