package io.siltstone.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token that requests carry. It is renewed five minutes before its end, or after half of a life that is shorter than
 * ten, by one thread while the others go on with what is there. Where renewing fails the old token serves to its end, and
 * half a minute passes before the next try. Nothing waits here but for an answer. For any thread.
 */
final class AzureBlobTokens {

    /** The one audience: of every account of Azure Storage. What an answer says of another is not listened to. */
    private static final String SCOPE = "https://storage.azure.com/.default";

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(30);

    private final TokenCredential issuer;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Held held;

    AzureBlobTokens(TokenCredential issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A token and its times.
     *
     * @param token a secret
     * @param renewAt from when on another is asked for
     * @param endsAt from when on it opens nothing
     */
    private record Held(String token, Instant renewAt, Instant endsAt) {

        static Held of(AccessToken given, Instant now) {
            Instant end = given.getExpiresAt().toInstant();
            Duration half = Duration.between(now, end).dividedBy(2);
            return new Held(given.getToken(), end.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD), end);
        }

        @Override
        public String toString() {
            return "token until " + endsAt;
        }
    }

    /**
     * The token for a request.
     *
     * @throws AzureBlobTokenException if there is none
     */
    String bearer() {
        return current().token();
    }

    /**
     * When the token ends that a request would carry now.
     *
     * @throws AzureBlobTokenException if there is none
     */
    Instant endsAt() {
        return current().endsAt();
    }

    private Held current() {
        Held now = held;
        Instant time = clock.instant();
        if (now != null && time.isBefore(now.renewAt())) {
            return now;
        }
        Held serving = now != null && time.isBefore(now.endsAt()) ? now : null;
        if (serving == null) {
            renewing.lock();
        } else if (!renewing.tryLock()) {
            return serving;
        }
        try {
            Held meanwhile = held;
            if (meanwhile != null && clock.instant().isBefore(meanwhile.renewAt())) {
                return meanwhile;
            }
            Held next = renewed(serving);
            held = next;
            return next;
        } finally {
            renewing.unlock();
        }
    }

    private Held renewed(@Nullable Held old) {
        try {
            return Held.of(issuer.getTokenSync(new TokenRequestContext().addScopes(SCOPE)), clock.instant());
        } catch (RuntimeException e) {
            if (AzureBlobFaults.find(e, InterruptedException.class).isPresent()) {
                throw e;
            }
            if (old != null) {
                Instant next = clock.instant().plus(UNTIL_NEXT_TRY);
                return new Held(old.token(), next.isBefore(old.endsAt()) ? next : old.endsAt(), old.endsAt());
            }
            throw refused(e);
        }
    }

    private static AzureBlobTokenException refused(RuntimeException e) {
        Optional<MsalServiceException> answered = AzureBlobFaults.find(e, MsalServiceException.class);
        if (answered.isPresent()) {
            Integer status = answered.get().statusCode();
            String code = answered.get().errorCode();
            boolean passing = status != null && (status >= 500 || status == 429 || status == 408);
            String told = (status == null ? "" : status + " ") + (code == null ? "" : code);
            return new AzureBlobTokenException(
                    "Microsoft Entra gives no token for these credentials"
                            + (told.isBlank() ? "" : " (" + told.strip() + ")"),
                    passing);
        }
        if (AzureBlobFaults.find(e, FileSystemException.class).isPresent()) {
            return new AzureBlobTokenException(
                    "the file that " + AzureBlobIdentity.FEDERATED_TOKEN_FILE + " names cannot be read", false);
        }
        return AzureBlobFaults.find(e, IOException.class).isPresent()
                ? new AzureBlobTokenException("what gives tokens cannot be reached", true)
                : new AzureBlobTokenException("Microsoft Entra gives no token for these credentials", false);
    }
}
