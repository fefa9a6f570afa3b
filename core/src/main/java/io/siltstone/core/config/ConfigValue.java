package io.siltstone.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One setting's value between its Java type, its JSON form and its text. */
final class ConfigValue {

    private ConfigValue() {}

    /** What JSON holds: a String, a Boolean or a Long. */
    static Object toPlain(Object value) {
        if (value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /** The component's value from what JSON held. A boolean or number as a string is refused. */
    static Object fromPlain(RecordComponent component, Object plain) {
        Class<?> type = valueType(component);
        Class<?> expected = isBoolean(type) ? Boolean.class : isNumber(type) ? Long.class : String.class;
        if (!expected.isInstance(plain)) {
            throw new IllegalArgumentException("has a wrong JSON type");
        }
        return parse(component, plain.toString());
    }

    /** The component's value from text. */
    static Object parse(RecordComponent component, String text) {
        Object value = parse(valueType(component), text);
        return component.getType() == Optional.class ? Optional.of(value) : value;
    }

    /** The value of a component that is not given. */
    static Object absent(RecordComponent component) {
        ConfigDefault byDefault = component.getAnnotation(ConfigDefault.class);
        if (byDefault != null) {
            return parse(component, byDefault.value());
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("is missing");
    }

    private static Class<?> valueType(RecordComponent component) {
        if (component.getType() != Optional.class) {
            return component.getType();
        }
        ParameterizedType optional = (ParameterizedType) component.getGenericType();
        return (Class<?>) optional.getActualTypeArguments()[0];
    }

    private static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean isNumber(Class<?> type) {
        return List.of(int.class, Integer.class, long.class, Long.class).contains(type);
    }

    private static Object parse(Class<?> type, String text) {
        try {
            if (type == String.class) {
                return text;
            }
            if (isBoolean(type)) {
                return parseBoolean(text);
            }
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == long.class || type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == Path.class) {
                return Path.of(text);
            }
            if (type == Duration.class) {
                return Duration.parse(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number within its range", e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path of this platform: " + e.getReason(), e);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a duration such as PT30S", e);
        }
        return parseEnum(type, text);
    }

    private static Boolean parseBoolean(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return Boolean.valueOf(text);
    }

    private static Object parseEnum(Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        if (constants == null) {
            throw new IllegalArgumentException("cannot be given as text");
        }
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + Arrays.toString(constants)));
    }
}
