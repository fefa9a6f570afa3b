package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Proves by reflection that a layer forgets no method of {@link Backend}, those of the future included. */
public final class ForwardingCheck {

    private ForwardingCheck() {}

    /** Fails unless every method of {@link Backend} is abstract: a default would be a method that a layer can forget. */
    public static void everyMethodIsAbstract() {
        assertThat(Samples.backendMethods(name -> true))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(Modifier.isAbstract(method.getModifiers()))
                        .as("%s has no default", method.getName())
                        .isTrue());
    }

    /** Fails unless the layer hands on each call once, with the arguments as they are, and its result as it is. */
    public static void forwardsUnchanged(UnaryOperator<Backend> layer) throws ReflectiveOperationException {
        for (Method method : Samples.backendMethods(name -> true)) {
            Recorder below = new Recorder();
            Object result = call(method, layer, below);
            assertThat(below.calls)
                    .as("calls below of %s", method)
                    .containsExactly(new Call(method.getName(), Arrays.asList(Samples.arguments(method))));
            assertThat(same(result, Samples.result(method).orElse(null)))
                    .as("%s gives the result as it is", method)
                    .isTrue();
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(@Nullable Object given, @Nullable Object expected) {
        return given == expected || (given instanceof Boolean && given.equals(expected));
    }

    /** Fails unless each method named calls its namesake below: for layers that translate what they hand on. */
    public static void reaches(UnaryOperator<Backend> layer, Predicate<String> names)
            throws ReflectiveOperationException {
        for (Method method : Samples.backendMethods(names)) {
            Recorder below = new Recorder();
            call(method, layer, below);
            assertThat(below.calls)
                    .extracting(Call::method)
                    .as("calls below of %s", method)
                    .contains(method.getName());
        }
    }

    private static @Nullable Object call(Method method, UnaryOperator<Backend> layer, Recorder below)
            throws ReflectiveOperationException {
        Backend over = layer.apply((Backend)
                Proxy.newProxyInstance(ForwardingCheck.class.getClassLoader(), new Class<?>[] {Backend.class}, below));
        below.calls.clear();
        try {
            return method.invoke(over, Samples.arguments(method));
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " fails over a backend that succeeds", e.getCause());
        }
    }

    private record Call(String method, List<Object> arguments) {}

    /** A backend that notes each call and answers it with a sample. */
    private static final class Recorder implements InvocationHandler {
        private final List<Call> calls = new ArrayList<>();

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            calls.add(new Call(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments)));
            return Samples.result(method).orElse(null);
        }
    }
}
