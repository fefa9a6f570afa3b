package io.siltstone.testkit;

import io.siltstone.core.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One place of {@link Storage} where a key or prefix comes in as text: found by reflection, so that none is forgotten.
 *
 * @param method the method
 * @param position which of its arguments
 */
record KeyCall(Method method, int position) {

    private static final Set<String> OF_PREFIXES =
            Set.of("list", "listObjects", "listEntries", "listDirectories", "removeDirectory");

    private static final Set<String> OF_WRITING = Set.of("write", "openWriter", "openTransfer");

    static List<KeyCall> ofStorage() {
        return Arrays.stream(Storage.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Storage.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> IntStream.range(0, method.getParameterCount())
                        .filter(i -> method.getParameterTypes()[i] == String.class)
                        .mapToObj(i -> new KeyCall(method, i)))
                .toList();
    }

    /** Whether this place must refuse the text, under the default settings. */
    boolean refuses(KeyCase each) {
        boolean writes =
                OF_WRITING.contains(method.getName()) || (method.getName().equals("copy") && position == 1);
        return switch (each.verdict()) {
            case LEGAL -> false;
            case RAW_ONLY -> writes;
            case PREFIX_ONLY -> !OF_PREFIXES.contains(method.getName());
            case INVALID -> true;
        };
    }

    /** What the call throws for the text; null when it returns. */
    @Nullable
    Throwable failure(Storage storage, String text) throws IllegalAccessException {
        Object[] arguments = Samples.arguments(method);
        arguments[position] = text;
        try {
            method.invoke(storage, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    @Override
    public String toString() {
        return method.getName() + "[" + position + "]";
    }
}
