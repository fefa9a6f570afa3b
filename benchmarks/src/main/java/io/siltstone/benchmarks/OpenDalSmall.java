package io.siltstone.benchmarks;

import org.apache.opendal.Operator;

/**
 * OpenDAL's Java binding, in its blocking form, on either service.
 *
 * @param operator closed with this
 */
record OpenDalSmall(Operator operator) implements SmallStore {

    @Override
    public void put(String key, byte[] content) {
        operator.write(key, content);
    }

    @Override
    public int get(String key) {
        return operator.read(key).length;
    }

    @Override
    public void close() {
        operator.close();
    }
}
