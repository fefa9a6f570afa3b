package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NioStepTest {

    private static final Path FILE = Path.of("file");

    /** What the JDK throws when it cannot close a descriptor: checked, and declared nowhere. */
    private static final class Undeclared extends Exception {
        private static final long serialVersionUID = 1L;

        Undeclared(String said) {
            super(said);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    @Test
    void whatTheJdkDoesNotDeclareGetsTheTypeOfItsMeaning() {
        Undeclared undeclared = new Undeclared("No space left on device");
        assertThatThrownBy(() -> NioStep.run(FILE, () -> {
                    NioStepTest.<IOException>sneak(undeclared);
                    return FILE;
                }))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        e -> assertThat(LocalErrors.translate(e, ErrorContext.of(Operation.WRITE, "local", "key")))
                                .isInstanceOf(NoSpaceException.class))
                .hasCause(undeclared);
    }

    @Test
    void whatIsDeclaredComesOutAsItIs() throws IOException {
        NoSuchFileException missing = new NoSuchFileException("file");
        assertThatThrownBy(() -> NioStep.run(FILE, () -> {
                    throw missing;
                }))
                .isSameAs(missing);
        assertThatThrownBy(() -> NioStep.run(FILE, () -> {
                    throw new UnsupportedOperationException("not here");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(NioStep.run(FILE, () -> FILE)).isEqualTo(FILE);
    }
}
