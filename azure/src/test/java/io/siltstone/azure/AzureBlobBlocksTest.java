package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnsupportedException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AzureBlobBlocksTest {

    private static final long MIB = 1L << 20;

    @Test
    void anObjectOfKnownSizeHasBlocksAsConfiguredUntilTheyWouldBeTooMany() {
        long most = 50_000 * 16 * MIB;
        assertThat(blocks(most).sizeOf(0)).isEqualTo(16 << 20);
        assertThat(blocks(most + 1).sizeOf(0)).isEqualTo((16 << 20) + 1);
        assertThat(blocks(4 * most).sizeOf(49_999)).isEqualTo(64 << 20);
        assertThat(blocks(0).sizeOf(0)).isEqualTo(16 << 20);
    }

    @Test
    void anyObjectWithinTheLimitFitsIntoTheBlocks() {
        for (long size : new long[] {1, 16 * MIB, 50_000 * 16 * MIB + 1, 50_000L << 30}) {
            assertThat(blocks(size).maxObjectBytes()).isGreaterThanOrEqualTo(size);
        }
        assertThat(blocks((50_000L << 30) + 1).maxObjectBytes()).isEqualTo(50_000L << 30);
    }

    @Test
    void anObjectOfUnknownSizeHasBlocksThatGrow() {
        AzureBlobBlocks blocks = new AzureBlobBlocks(16 * MIB, OptionalLong.empty());
        assertThat(blocks.sizeOf(9_999)).isEqualTo(16 << 20);
        assertThat(blocks.sizeOf(10_000)).isEqualTo(32 << 20);
        assertThat(blocks.sizeOf(49_999)).isEqualTo(256 << 20);
        assertThat(blocks.maxObjectBytes()).isEqualTo(31 * 10_000 * 16 * MIB);
        assertThat(new AzureBlobBlocks(1 << 30, OptionalLong.empty()).sizeOf(49_999))
                .isEqualTo(1 << 30);
    }

    /** Before anything of it is sent. */
    @Test
    void aBlockMoreThanTheServiceTakesIsRefused() throws Exception {
        ErrorContext context = ErrorContext.of(Operation.WRITE, "az://c", "a");
        AzureBlobConfig config = AzureBlobConfig.of("container").withAccount("account", "http://127.0.0.1:9/account");
        AzureBlobCredentials key = AzureBlobCredentials.NONE.withAccountKey(Secret.of("bm9uZQ=="));
        try (AzureBlobClient client = new AzureBlobClient(
                        config,
                        AzureBlobAccess.of(config, key),
                        Optional.empty(),
                        StoreRuntime.system().clock());
                AzureBlobLanes lanes = new AzureBlobLanes(1)) {
            AzureBlobStager stager =
                    new AzureBlobUploads(client, lanes, StoreRuntime.system().random(), MIB).stager("a", context);
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < 50_000; i++) {
                ids.add(stager.nextId());
            }
            assertThat(ids).hasSize(50_000);
            assertThatThrownBy(() -> stager.stage(new byte[1], 1))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("50000 blocks");
        }
    }

    private static AzureBlobBlocks blocks(long size) {
        return new AzureBlobBlocks(16 * MIB, OptionalLong.of(size));
    }
}
