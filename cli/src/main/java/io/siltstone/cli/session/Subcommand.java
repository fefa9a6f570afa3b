package io.siltstone.cli.session;

import java.io.IOException;

/** One command, its arguments already in its fields. Made for one run. */
public interface Subcommand {

    /**
     * Does the work: results to {@link Console#out}, everything else to its notes.
     *
     * @return how the process ends; an error that was printed is never {@link ExitCode#OK}
     * @throws IOException what the store or a local file failed with
     * @throws CliException what the command refuses
     */
    ExitCode run(Session session) throws IOException, CliException;
}
