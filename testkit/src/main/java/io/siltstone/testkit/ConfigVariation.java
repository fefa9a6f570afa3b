package io.siltstone.testkit;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.memory.MemoryConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations that differ from another one in one component, by reflection. */
final class ConfigVariation {

    private static final Map<Class<?>, Object> STARTING_POINTS = Map.of(
            String.class,
            "x",
            Boolean.class,
            false,
            Integer.class,
            7,
            Long.class,
            1L << 20,
            Duration.class,
            Duration.ofSeconds(7),
            Path.class,
            Path.of("other"));

    private ConfigVariation() {}

    /** The configuration with another value of the component; fails where none that is tried is valid. */
    static BackendConfig of(BackendConfig config, RecordComponent varied) throws ReflectiveOperationException {
        RecordComponent[] components = config.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (Object candidate : candidates(varied, varied.getAccessor().invoke(config))) {
            List<Object> values = new ArrayList<>();
            for (RecordComponent each : components) {
                boolean here = each.getName().equals(varied.getName());
                values.add(here ? candidate : each.getAccessor().invoke(config));
            }
            try {
                return config.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no other value of `" + varied.getName() + "` was found to be valid");
    }

    /** What another process makes of the configuration's JSON. */
    static BackendConfig roundTrip(BackendConfig config) throws Exception {
        Map<String, Class<? extends BackendConfig>> types = new HashMap<>();
        collect(config, types);
        return new ConfigCodec(type -> Optional.ofNullable(types.get(type))).fromJson(ConfigCodec.toJson(config));
    }

    private static void collect(BackendConfig config, Map<String, Class<? extends BackendConfig>> types)
            throws ReflectiveOperationException {
        types.put(config.type(), config.getClass());
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            if (component.getAccessor().invoke(config) instanceof BackendConfig inner) {
                collect(inner, types);
            }
        }
    }

    private static List<Object> candidates(RecordComponent component, Object current) {
        if (!(current instanceof Optional<?> optional)) {
            return candidates(current);
        }
        if (optional.isPresent()) {
            return List.copyOf(candidates((Object) optional.get()).stream()
                    .map(Optional::of)
                    .toList());
        }
        Class<?> type = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        Object start = type.isEnum() ? type.getEnumConstants()[0] : STARTING_POINTS.get(type);
        if (start == null) {
            throw new AssertionError("there is no value of " + type + " to try");
        }
        List<Object> values = new ArrayList<>(candidates(start));
        values.add(0, start);
        return List.copyOf(values.stream().map(Optional::of).toList());
    }

    private static List<Object> candidates(Object current) {
        if (current instanceof Boolean flag) {
            return List.of(!flag);
        }
        if (current instanceof Integer number) {
            return List.of(number + 1, number - 1, number * 2);
        }
        if (current instanceof Long number) {
            return List.of(number + 1, number - 1, number * 2);
        }
        if (current instanceof Duration duration) {
            return List.of(duration.plusMillis(1500), duration.dividedBy(2));
        }
        if (current instanceof Path path) {
            return List.of(path.resolve("other"));
        }
        if (current instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .filter(other -> other != constant)
                    .map(Object.class::cast)
                    .toList();
        }
        if (current instanceof BackendConfig) {
            return List.of(new MemoryConfig("another"));
        }
        return List.of(current + "1", "x1");
    }
}
