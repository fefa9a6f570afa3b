package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A step of {@code java.nio.file} that opens a file descriptor of its own, as those on attributes and directories do. When
 * the system cannot close it, the JDK throws its internal {@code UnixException}, which it declares nowhere.
 */
interface NioStep<T> {

    T take() throws IOException;

    /** Takes the step; what the JDK does not declare comes out as what it means. */
    static <T> T run(Path path, NioStep<T> step) throws IOException {
        try {
            return step.take();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception undeclared) {
            FileSystemException declared = new FileSystemException(path.toString(), null, undeclared.getMessage());
            declared.initCause(undeclared);
            throw declared;
        }
    }
}
