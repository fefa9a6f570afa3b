package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import java.io.IOException;

/**
 * Siltstone, on either service.
 *
 * @param backend closed with this
 */
record SiltstoneSmall(Backend backend) implements SmallStore {

    @Override
    public void put(String key, byte[] content) throws IOException {
        backend.write(ObjectKey.of(key), Source.bytes(content), WriteOptions.DEFAULT);
    }

    @Override
    public int get(String key) throws IOException {
        try (ObjectContent got = backend.read(ObjectKey.of(key), ReadOptions.ALL)) {
            return got.stream().readAllBytes().length;
        }
    }

    @Override
    public void close() throws IOException {
        backend.close();
    }
}
