package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.core.WriteMode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a write does with an object that is there, for every command that writes one. */
final class ModeOption {

    @Option(names = "--create-only", description = "Fail if an object is there (exit code 13).")
    private boolean createOnly;

    @Option(
            names = "--if-version",
            paramLabel = "VERSION",
            description = "Replace this version alone (see stat); fail otherwise (exit code 13).")
    private Optional<String> version = Optional.empty();

    WriteMode mode() throws CliException {
        if (createOnly && version.isPresent()) {
            throw CliException.usage("--create-only and --if-version exclude each other");
        }
        if (createOnly) {
            return WriteMode.CREATE_ONLY;
        }
        return version.<WriteMode>map(WriteMode::replaceVersion).orElse(WriteMode.REPLACE);
    }
}
