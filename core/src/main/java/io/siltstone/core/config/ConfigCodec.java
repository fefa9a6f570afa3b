package io.siltstone.core.config;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns configuration records into JSON and back, and URI parameters into records. Every component travels; a field that
 * is not known, stands twice, is missing without a default or has a wrong value is refused by name.
 */
public final class ConfigCodec {

    private static final String TYPE = "type";

    private final Function<String, Optional<Class<? extends BackendConfig>>> types;

    /** @param types the record class of each type that is known */
    public ConfigCodec(Function<String, Optional<Class<? extends BackendConfig>>> types) {
        this.types = types;
    }

    /** The JSON form: the type, then every component that is present, by name. */
    public static String toJson(BackendConfig config) {
        return ConfigJson.write(toMap(config));
    }

    /**
     * The configuration that {@link #toJson} wrote.
     *
     * @throws ConfigurationException if the text is no such configuration; the message names the field
     */
    public BackendConfig fromJson(String json) throws ConfigurationException {
        Map<String, Object> object;
        try {
            object = ConfigJson.read(json);
        } catch (IOException e) {
            throw refused("config", "not a configuration in JSON: " + firstLine(e), e);
        }
        return fromMap(object);
    }

    /**
     * The record whose components are given as text.
     *
     * @throws ConfigurationException if a name is not known, a value is wrong, or one without a default is missing
     */
    public <C extends BackendConfig> C fromParameters(Class<C> type, Map<String, String> parameters)
            throws ConfigurationException {
        return type.cast(build(type, new LinkedHashMap<>(parameters), ConfigValue::parse));
    }

    /**
     * The same configuration with other values for the components named, given as text.
     *
     * @throws ConfigurationException if a name is not known or a value is wrong
     */
    public static <C extends BackendConfig> C with(C config, Map<String, String> changes)
            throws ConfigurationException {
        Class<? extends BackendConfig> type = config.getClass();
        RecordComponent[] components = components(type);
        requireKnown(type, components, changes);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            String change = changes.get(component.getName());
            try {
                values.add(change == null ? get(config, component) : ConfigValue.parse(component, change));
            } catch (IllegalArgumentException e) {
                throw refused(type.getSimpleName(), "`" + component.getName() + "` " + e.getMessage(), null);
            }
        }
        @SuppressWarnings("unchecked")
        C changed = (C) construct(type, components, values);
        return changed;
    }

    /**
     * The components, as text, that one configuration has otherwise than another of its type; an absent one is no text.
     *
     * @param always named even if they are equal
     */
    public static Map<String, String> differences(BackendConfig from, BackendConfig to, Set<String> always) {
        Map<String, Object> before = toMap(from);
        Map<String, String> differences = new LinkedHashMap<>();
        toMap(to).forEach((name, value) -> {
            if (always.contains(name) || !value.equals(before.get(name))) {
                differences.put(name, value.toString());
            }
        });
        return differences;
    }

    private static Map<String, Object> toMap(BackendConfig config) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(TYPE, config.type());
        for (RecordComponent component : components(config.getClass())) {
            Object value = get(config, component);
            Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (plain instanceof BackendConfig nested) {
                object.put(component.getName(), toMap(nested));
            } else if (plain != null) {
                object.put(component.getName(), ConfigValue.toPlain(plain));
            }
        }
        return object;
    }

    private BackendConfig fromMap(Map<String, Object> object) throws ConfigurationException {
        Object type = object.remove(TYPE);
        if (!(type instanceof String name)) {
            throw refused("config", "field `type` is missing or not a string", null);
        }
        Class<? extends BackendConfig> record = types.apply(name)
                .orElseThrow(() -> refused("config", "no backend of type `" + name + "` is on the class path", null));
        return build(record, object, this::fromJsonValue);
    }

    private Object fromJsonValue(RecordComponent component, Object value) throws ConfigurationException {
        if (component.getType() == BackendConfig.class) {
            if (!(value instanceof Map<?, ?> nested)) {
                throw new IllegalArgumentException("must be a JSON object");
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            nested.forEach((name, field) -> copy.put((String) name, field));
            return fromMap(copy);
        }
        return ConfigValue.fromPlain(component, value);
    }

    private interface Reader<T> {
        Object read(RecordComponent component, T value) throws ConfigurationException;
    }

    private static <T> BackendConfig build(
            Class<? extends BackendConfig> type, Map<String, T> given, Reader<? super T> reader)
            throws ConfigurationException {
        RecordComponent[] components = components(type);
        requireKnown(type, components, given);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            T value = given.get(component.getName());
            try {
                values.add(value == null ? ConfigValue.absent(component) : reader.read(component, value));
            } catch (IllegalArgumentException e) {
                throw refused(type.getSimpleName(), "`" + component.getName() + "` " + e.getMessage(), null);
            }
        }
        return construct(type, components, values);
    }

    private static void requireKnown(Class<?> type, RecordComponent[] components, Map<String, ?> given)
            throws ConfigurationException {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                String allowed = known.stream().collect(Collectors.joining(", "));
                throw refused(type.getSimpleName(), "`" + name + "` is not known; known are: " + allowed, null);
            }
        }
    }

    private static BackendConfig construct(
            Class<? extends BackendConfig> type, RecordComponent[] components, List<Object> values)
            throws ConfigurationException {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends BackendConfig> constructor = type.getDeclaredConstructor(parameters);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException bad) {
                throw refused(type.getSimpleName(), String.valueOf(bad.getMessage()), bad);
            }
            throw new IllegalStateException(type + " fails to check its components", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a public record", e);
        }
    }

    private static RecordComponent[] components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        return components;
    }

    private static Object get(BackendConfig config, RecordComponent component) {
        try {
            return component.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(config.getClass() + " is not a public record", e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static ConfigurationException refused(String what, String reason, @Nullable Throwable cause) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, what), reason, cause);
    }
}
