package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureBlobErrorsTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.READ, "az://c", "db/a");

    /** Every row, in the table's order. */
    private static final String[][] ROWS = {
        {"404", "BlobNotFound", "NotFound"},
        {"404", "ContainerNotFound", "Configuration"},
        {"404", "CannotVerifyCopySource", "NotFound"},
        {"404", "", "BackendFailure"},
        {"400", "Md5Mismatch", "Integrity"},
        {"400", "InvalidBlockList", "Conflict"},
        {"400", "InvalidBlobOrBlock", "BackendFailure"},
        {"400", "InvalidAuthenticationInfo", "Unauthenticated"},
        {"400", "ConditionNotMet", "PreconditionFailed"},
        {"401", "NoAuthenticationInformation", "Unauthenticated"},
        {"403", "AuthenticationFailed", "Unauthenticated"},
        {"403", "CannotVerifyCopySource", "AccessDenied"},
        {"403", "AuthorizationPermissionMismatch", "AccessDenied"},
        {"409", "BlobAlreadyExists", "AlreadyExists"},
        {"409", "LeaseAlreadyPresent", "TransferBusy"},
        {"409", "LeaseIdMismatchWithLeaseOperation", "TransferBusy"},
        {"409", "LeaseNotPresentWithLeaseOperation", "TransferBusy"},
        {"409", "LeaseIsBrokenAndCannotBeRenewed", "TransferBusy"},
        {"409", "LeaseIsBreakingAndCannotBeAcquired", "TransferBusy"},
        {"409", "PendingCopyOperation", "Conflict"},
        {"409", "ContainerBeingDeleted", "Configuration"},
        {"409", "ContainerDisabled", "Configuration"},
        {"409", "AccountBeingCreated", "Unavailable"},
        {"409", "BlobArchived", "Unsupported"},
        {"409", "BlobBeingRehydrated", "Unsupported"},
        {"409", "BlobImmutableDueToPolicy", "AccessDenied"},
        {"409", "BlockCountExceedsLimit", "Unsupported"},
        {"409", "InvalidBlobType", "Unsupported"},
        {"409", "SnapshotsPresent", "Unsupported"},
        {"409", "BlobUsesCustomerSpecifiedEncryption", "Unauthenticated"},
        {"409", "FeatureEncryptionMismatch", "Unauthenticated"},
        {"409", "AnythingElse", "Conflict"},
        {"412", "SourceConditionNotMet", "ChangedDuringRead"},
        {"412", "LeaseIdMissing", "AccessDenied"},
        {"412", "LeaseLost", "TransferBusy"},
        {"412", "LeaseIdMismatchWithBlobOperation", "TransferBusy"},
        {"412", "LeaseNotPresentWithBlobOperation", "TransferBusy"},
        {"412", "ConditionNotMet", "PreconditionFailed"},
        {"405", "UnsupportedHttpVerb", "Unsupported"},
        {"413", "RequestBodyTooLarge", "Unsupported"},
        {"416", "InvalidRange", "InvalidRange"},
        {"429", "", "Throttled"},
        {"501", "NotImplemented", "Unsupported"},
        {"503", "ServerBusy", "Throttled"},
        {"408", "", "Timeout"},
        {"500", "OperationTimedOut", "Timeout"},
        {"500", "InternalError", "Unavailable"},
        {"502", "", "Unavailable"},
        {"504", "", "Timeout"},
    };

    @Test
    void everyRowMeansWhatItSays() {
        assertThat(ROWS.length).as("one line for each row of the table").isEqualTo(AzureBlobErrors.rows());
        for (String[] row : ROWS) {
            StorageException error = of(Integer.parseInt(row[0]), row[1], false);
            assertThat(error.getClass().getSimpleName())
                    .as("%s %s", row[0], row[1])
                    .isEqualTo(row[2] + "Exception");
            assertThat(error.getMessage()).contains("db/a").contains(row[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"408", "500", "502", "504"})
    void aPublicationThatMayHaveHappenedIsOpen(int status) {
        assertThat(of(status, "", true)).isInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "409", "412", "429", "503"})
    void aPublicationThatWasRefusedIsNot(int status) {
        assertThat(of(status, "", true)).isNotInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "307", "308"})
    void aRedirectIsAWrongEndpoint(int status) {
        assertThat(of(status, "", false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redirect");
    }

    @Test
    void anythingElseIsAFailureOfTheService() {
        assertThat(of(400, "OutOfRangeInput", false))
                .isInstanceOf(BackendFailureException.class)
                .hasMessageContaining("OutOfRangeInput");
        assertThat(of(418, "", true)).isInstanceOf(BackendFailureException.class);
    }

    @Test
    void whatTheServiceAsksToBeLeftAloneForIsTold() {
        StorageException error =
                AzureBlobErrors.of(503, "ServerBusy", "", Optional.of(Duration.ofSeconds(7)), CONTEXT, false);
        assertThat(((ThrottledException) error).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void noAnswerIsToldByHowFarTheRequestCame() {
        fault(new ConnectException("refused"), UnavailableException.class, UnavailableException.class);
        fault(new UnknownHostException("h"), UnavailableException.class, UnavailableException.class);
        fault(new NoRouteToHostException("h"), UnavailableException.class, UnavailableException.class);
        fault(new SocketTimeoutException("connect timed out"), TimeoutException.class, TimeoutException.class);
        fault(new SocketTimeoutException("timeout"), TimeoutException.class, OutcomeUnknownException.class);
        fault(new InterruptedIOException("timedout"), UnavailableException.class, OutcomeUnknownException.class);
        fault(new SocketException("reset"), UnavailableException.class, OutcomeUnknownException.class);
        fault(new IOException("unexpected end"), UnavailableException.class, OutcomeUnknownException.class);
        SSLHandshakeException untrusted = new SSLHandshakeException("PKIX");
        untrusted.initCause(new CertificateException("unknown"));
        fault(untrusted, ConfigurationException.class, ConfigurationException.class);
    }

    @Test
    void whatTheSdkStumblesOverIsAnAnswerThatIsNone() {
        StorageException error = AzureBlobErrors.of(new NullPointerException("body"), CONTEXT, false);
        assertThat(error).isInstanceOf(UnavailableException.class).hasMessageContaining("NullPointerException");
        assertThat(AzureBlobErrors.of(new ClassCastException("x"), CONTEXT, true))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void anInterruptIsACancellationAndStaysSet() {
        StorageException error = AzureBlobErrors.of(
                new IllegalStateException(new InterruptedException("while waiting")), CONTEXT, false);
        assertThat(error).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static StorageException of(int status, String code, boolean publishes) {
        return AzureBlobErrors.of(status, code, "", Optional.empty(), CONTEXT, publishes);
    }

    private static void fault(IOException e, Class<?> asking, Class<?> publishing) {
        assertThat(AzureBlobErrors.of(new UncheckedIOException(e), CONTEXT, false))
                .isInstanceOf(asking);
        assertThat(AzureBlobErrors.of(new UncheckedIOException(e), CONTEXT, true))
                .isInstanceOf(publishing);
    }
}
