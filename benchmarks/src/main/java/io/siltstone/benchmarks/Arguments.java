package io.siltstone.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What every comparison is told.
 *
 * @param results the directory that results go to
 * @param date when the run is, as it is to be recorded
 * @param scratch a directory of this run alone, removed by who made it
 * @param others what only some comparisons take
 */
record Arguments(Path results, String date, Path scratch, List<String> others) {

    Arguments {
        others = List.copyOf(others);
    }

    static Arguments of(String[] args) {
        if (args.length < 3) {
            throw new IllegalArgumentException("needed: a directory for results, the date, a scratch directory");
        }
        return new Arguments(
                Path.of(args[0]),
                args[1],
                Path.of(args[2]).toAbsolutePath(),
                List.of(args).subList(3, args.length));
    }

    /** One of the others, by its place. */
    String other(int index, String otherwise) {
        return index < others.size() ? others.get(index) : otherwise;
    }
}
