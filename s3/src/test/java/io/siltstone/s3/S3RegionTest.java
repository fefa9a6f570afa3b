package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import io.siltstone.testservers.CephServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An address with another region than the bucket's. */
final class S3RegionTest {

    /**
     * AWS, "Error responses": a signature for another region is AuthorizationHeaderMalformed. Ceph 16, 18 and 20 check a
     * signature for whichever region it names.
     */
    @Test
    void cephTakesASignatureForAnyRegion() throws Exception {
        CephServer ceph = CephServer.shared();
        String address = ceph.address(ceph.newBucket()).replace("region=" + ceph.region(), "region=eu-west-7");
        assertThat(address).contains("region=eu-west-7");
        Backends backends = Backends.with(StoreRuntime.system().withEnvironment(S3Stores.environment()));
        try (Backend backend = backends.open(address)) {
            backend.write(ObjectKey.of("db/a"), Source.bytes(new byte[7]), WriteOptions.DEFAULT);
            assertThat(S3UploadTest.read(backend, "db/a")).hasSize(7);
        }
    }

    /** As AWS answers, by its API reference of HeadBucket: the region stands in a header. */
    @Test
    void theErrorNamesTheRegionThatIsRight() throws Exception {
        Environment keys = Environment.of(Map.of(S3Secrets.KEY_VARIABLE, "key", S3Secrets.SECRET_VARIABLE, "secret"));
        Backends backends = Backends.with(StoreRuntime.system().withEnvironment(keys));
        try (S3FaultServer server = new S3FaultServer("bucket")) {
            server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.WRONG_REGION);
            assertThatThrownBy(() ->
                            backends.open("s3://bucket?pathStyle=true&region=us-east-1&endpoint=" + server.endpoint()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("region or endpoint is wrong")
                    .hasMessageContaining("the bucket's region is eu-west-1")
                    .hasMessageNotContaining("\n");
        }
    }
}
