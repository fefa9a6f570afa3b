package io.siltstone.parquet;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.util.ArrayList;
import java.util.List;

/** Notes which bytes each read asks for. */
class CountingBackend extends ForwardingBackend {

    private final List<String> ranges = new ArrayList<>();

    CountingBackend(Backend inner) {
        super(inner);
    }

    List<String> ranges() {
        return ranges;
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        ranges.add(options.range().toString());
        return super.read(key, options);
    }
}
