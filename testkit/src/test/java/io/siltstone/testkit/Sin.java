package io.siltstone.testkit;

import io.siltstone.core.Backend;
import java.util.function.UnaryOperator;

/**
 * One way to break the contract.
 *
 * @param name says how
 * @param contract the area that must notice
 * @param layer does it, over a backend that keeps the contract
 */
record Sin(String name, Class<? extends StoreContract> contract, UnaryOperator<Backend> layer) {

    @Override
    public String toString() {
        return contract.getSimpleName() + ": " + name;
    }
}
