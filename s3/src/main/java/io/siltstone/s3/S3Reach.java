package io.siltstone.s3;

import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeRun;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Finds out how a bucket is reached: where its name stands, which region it is in, whose keys open it, what time it has. */
final class S3Reach {

    /** AWS, API reference of HeadBucket: in successes, and in the refusal of a request to another region. */
    static final String REGION = "x-amz-bucket-region";

    /** A host that has no names below it. */
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d+(\\.\\d+){3}|localhost");

    /** Far from the 15 minutes from which on AWS refuses requests, and beyond what a slow answer explains. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final ProbeRun run;
    private final S3Secrets secrets;

    S3Reach(S3Secrets secrets, ProbeRun run) {
        this.secrets = secrets;
        this.run = run;
    }

    /**
     * The settings with which the bucket answers.
     *
     * @throws StorageException if there are none; it is the error of the settings as they were given
     */
    S3Config settle(S3Config config) throws StorageException {
        S3Config reached = reachable(config);
        try (S3Link link = open(reached)) {
            run.ask("addressing", () -> addressing(config, reached));
            run.ask("region", () -> region(link, config, reached));
            run.ask("credentials", () -> credentials(link));
            run.ask("clock", () -> clock(link));
        }
        return reached;
    }

    private S3Config reachable(S3Config given) throws StorageException {
        boolean nameless =
                given.endpointUri().map(URI::getHost).filter(S3Reach::isAddress).isPresent();
        S3Config config = nameless ? with(given, "pathStyle", true) : given;
        try {
            require(config);
            return config;
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            // The SDK signs by the store's clock as soon as a refusal has told it.
            if (e instanceof UnauthenticatedException && answers(config)) {
                return config;
            }
            for (S3Config other : others(config)) {
                if (answers(other)) {
                    return other;
                }
            }
            throw e;
        }
    }

    private List<S3Config> others(S3Config config) throws StorageException {
        List<S3Config> others = new ArrayList<>();
        try (S3Link link = open(config)) {
            Optional<String> region = header(link, REGION).filter(name -> !name.equals(config.region()));
            if (region.isPresent()) {
                others.add(with(config, "region", region.get()));
            }
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            // It does not answer at all: the bucket's name may stand elsewhere.
            others.clear();
        }
        if (config.endpoint().isPresent()) {
            others.add(with(config, "pathStyle", !config.pathStyle()));
        }
        return others;
    }

    private boolean answers(S3Config config) throws CancelledException {
        try {
            require(config);
            return true;
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            return false;
        }
    }

    private void require(S3Config config) throws StorageException {
        try (S3Link link = open(config)) {
            S3Probe.open(link.calls());
        }
    }

    private static ProbeFinding addressing(S3Config given, S3Config reached) {
        String place = reached.pathStyle() ? "the bucket is in the path" : "the bucket is in the host's name";
        boolean forced = reached.endpointUri()
                .map(URI::getHost)
                .filter(S3Reach::isAddress)
                .isPresent();
        boolean otherwise = reached.pathStyle() != given.pathStyle() && !forced;
        return ProbeFinding.of(!otherwise, place + (otherwise ? ", the other way there is no answer" : ""))
                .with("pathStyle", reached.pathStyle());
    }

    private ProbeFinding region(S3Link link, S3Config given, S3Config reached) throws StorageException {
        Optional<String> told = header(link, REGION);
        String observed =
                told.map(name -> "says " + name).orElse("says none; takes a signature for " + reached.region());
        return ProbeFinding.of(reached.region().equals(given.region()), observed)
                .with("region", reached.region());
    }

    private ProbeFinding credentials(S3Link link) throws StorageException {
        AwsCredentials credentials =
                link.calls().call(S3Purpose.OPEN, context(), () -> link.access().resolveCredentials());
        Optional<Instant> end = credentials.expirationTime();
        String kind = credentials instanceof AwsSessionCredentials ? ", with a session token" : "";
        String life = end.map(instant -> ", until " + instant + ", for "
                        + Duration.between(run.runtime().clock().instant(), instant)
                                .toMinutes() + " min")
                .orElse(kind.isEmpty() ? ", without an end" : ", which does not tell its end");
        return ProbeFinding.ok(link.access().described() + kind + life);
    }

    private ProbeFinding clock(S3Link link) throws StorageException {
        Optional<Instant> date = header(link, "Date").flatMap(S3Reach::instant);
        if (date.isEmpty()) {
            return ProbeFinding.unknown("answers have no date");
        }
        // Whole seconds are all that a Date has.
        long seconds =
                Duration.between(run.runtime().clock().instant(), date.get()).toSeconds();
        boolean near = Math.abs(seconds) <= SKEW.toSeconds();
        String apart =
                Math.abs(seconds) <= 1 ? "as here" : Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead");
        return ProbeFinding.of(near, apart);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A header of the answer to a question about the bucket, also of a refusal. */
    private Optional<String> header(S3Link link, String name) throws StorageException {
        SdkHttpResponse response = link.calls().call(S3Purpose.OPEN, context(), () -> {
            try {
                return link.calls()
                        .client()
                        .headBucket(request -> request.bucket(link.calls().bucket()))
                        .sdkHttpResponse();
            } catch (AwsServiceException e) {
                return Optional.ofNullable(e.awsErrorDetails())
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .orElseThrow(() -> e);
            }
        });
        return response.firstMatchingHeader(name);
    }

    private S3Link open(S3Config config) throws StorageException {
        return S3Link.open(config, secrets, run.runtime());
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    private static S3Config with(S3Config config, String setting, Object value) throws StorageException {
        return ConfigCodec.with(config, Map.of(setting, value.toString()));
    }

    private static ErrorContext context() {
        return ErrorContext.of(Operation.OPEN, S3Config.TYPE);
    }
}
