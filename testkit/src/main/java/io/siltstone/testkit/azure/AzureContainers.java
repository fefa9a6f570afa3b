package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The containers by name, and the operations on whole containers. */
final class AzureContainers {

    private final Map<String, AzureContainer> containers = new ConcurrentHashMap<>();

    AzureContainer get(String name) {
        AzureContainer container = containers.get(name);
        if (container == null) {
            throw AzureRefusal.of(404, "ContainerNotFound");
        }
        return container;
    }

    AzureContainer of(WireRequest request) {
        return get(AzurePath.of(request).container());
    }

    /** False where there is one. */
    boolean create(String name) {
        return containers.putIfAbsent(name, new AzureContainer()) == null;
    }

    /** With all that is in it. */
    void lose(String name) {
        containers.remove(name);
    }

    void expireLeases() {
        containers.values().forEach(AzureContainer::expireLeases);
    }

    WireResponse create(WireRequest request) {
        if (!create(AzurePath.of(request).container())) {
            throw AzureRefusal.of(409, "ContainerAlreadyExists");
        }
        return WireResponse.of(201);
    }

    WireResponse describe(WireRequest request) {
        of(request);
        return WireResponse.of(200);
    }

    WireResponse delete(WireRequest request) {
        of(request);
        lose(AzurePath.of(request).container());
        return WireResponse.of(202);
    }
}
