package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.memory.MemoryConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The kit itself: a backend that breaks the contract does not pass, and each area notices. */
final class KitTest {

    static Stream<Sin> sins() {
        return Stream.concat(WritingSins.all().stream(), ReadingSins.all().stream());
    }

    @ParameterizedTest
    @MethodSource("sins")
    void aSinIsNoticed(Sin sin) throws ReflectiveOperationException {
        assertThat(failures(sin.contract(), sin.layer())).as("failing tests").isNotEmpty();
    }

    @Test
    void everyAreaHasASin() {
        assertThat(Stream.<Class<?>>of(BackendContract.class.getInterfaces()))
                .isSubsetOf(sins().<Class<?>>map(Sin::contract).toList());
    }

    private static List<String> failures(Class<? extends StoreContract> contract, UnaryOperator<Backend> layer)
            throws ReflectiveOperationException {
        BackendContract broken = () ->
                ConfigFixture.of(new MemoryConfig("broken")).withLayer(layer).open();
        List<String> failed = new ArrayList<>();
        for (Method method : tests(contract)) {
            try {
                method.invoke(broken);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof TestAbortedException)) {
                    failed.add(method.getName());
                }
            }
        }
        return failed;
    }

    private static List<Method> tests(Class<? extends StoreContract> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }
}
