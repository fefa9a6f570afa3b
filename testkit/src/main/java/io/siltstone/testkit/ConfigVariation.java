package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Configurations that differ from another one in one component, by reflection. */
final class ConfigVariation {

    private ConfigVariation() {}

    /** The configuration with another value of the component; fails where none that is tried is valid. */
    static BackendConfig of(BackendConfig config, RecordComponent component) throws ReflectiveOperationException {
        RecordComponent[] components = config.getClass().getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object current = component.getAccessor().invoke(config);
        for (Object candidate : candidates(component.getGenericType(), current)) {
            List<Object> values = new ArrayList<>();
            for (RecordComponent each : components) {
                boolean varied = each.getName().equals(component.getName());
                values.add(varied ? candidate : each.getAccessor().invoke(config));
            }
            try {
                return config.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no other value of `" + component.getName() + "` was found to be valid");
    }

    /** What another process would make of the configuration's JSON. */
    static BackendConfig roundTrip(Backends backends, BackendConfig config) throws Exception {
        return new ConfigCodec(type -> config.type().equals(type)
                        ? Optional.of(config.getClass())
                        : inner(backends, config).filter(inner -> inner.type().equals(type)).map(BackendConfig::getClass))
                .fromJson(ConfigCodec.toJson(config));
    }

    private static Optional<BackendConfig> inner(Backends backends, BackendConfig config) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            if (component.getType() == BackendConfig.class) {
                try {
                    return Optional.of((BackendConfig) component.getAccessor().invoke(config));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(component + " cannot be read", e);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Object> candidates(Type type, Object current) {
        return List.of();
    }
}
