package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

final class S3AccessTest {

    @Test
    void aChainThatGivesNothingIsOneShortLine() {
        ProfileCredentialsProvider empty = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .build();
        S3Access access = new S3Access(
                AwsCredentialsProviderChain.of(empty, empty), "the default chain of the AWS SDK", Optional.empty());

        assertThatThrownBy(access::resolveCredentials)
                .isInstanceOf(S3NoCredentials.class)
                .hasMessageStartingWith(
                        "no credentials from the default chain of the AWS SDK: there are no AWS_ACCESS_KEY_ID")
                .hasMessageNotContainingAny("\n", "ProviderChain");
    }

    @Test
    void oneSourceSaysWhatItLacks() {
        S3Access access = new S3Access(
                ProfileCredentialsProvider.builder()
                        .profileFile(ProfileFile.aggregator().build())
                        .profileName("absent")
                        .build(),
                "profile absent",
                Optional.empty());

        assertThatThrownBy(access::resolveCredentials)
                .isInstanceOf(S3NoCredentials.class)
                .hasMessageStartingWith("no credentials from profile absent: ")
                .hasMessageContaining("'absent'");
    }
}
