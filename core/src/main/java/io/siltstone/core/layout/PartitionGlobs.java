package io.siltstone.core.layout;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.layout.TimeDirectory.Depth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The globs that match the files of a range of time in a table, in the syntax of DuckDB: {@code *} and {@code ?} within a
 * name, {@code **} over any number of directories, {@code [0-9]}. No path matches two of them.
 *
 * <p>A year, month, day or hour that the range covers is one glob with {@code **} for all depths of files in it, and
 * consecutive ones share globs by classes of digits; only the units at the ends are refined, down to the hour, and their
 * coarser files are always matched. So ten years to the hour are a few dozen globs.
 *
 * <p>All that these match is of the range, or claims no time and is to be read whatever the range. Two kinds of files are
 * not matched, since no pattern can name them: those that claim no time and lie elsewhere, and those of a month or day that
 * the range covers in part which lie in another directory there than that of a day or hour. {@link PrunedFiles#globs} adds
 * them by name.
 */
public final class PartitionGlobs {

    private final TimeRange range;
    private final List<PartitionGlob> globs = new ArrayList<>();

    private PartitionGlobs(TimeRange range) {
        this.range = range;
        if (range.equals(TimeRange.ALL)) {
            globs.add(new PartitionGlob(List.of(), true));
        } else if (range.overlaps(PartitionUnit.EXPRESSIBLE)) {
            refine(List.of(), TimeDirectory.ROOT);
        }
    }

    /** The globs of a range; years before 0000 and after 9999 have no directories and are not matched. */
    public static PartitionGlobs of(TimeRange range) {
        return new PartitionGlobs(range);
    }

    /** A text as a glob that matches it alone. */
    public static String escape(String literal) {
        StringBuilder glob = new StringBuilder(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                glob.append('[').append(c).append(']');
            } else {
                glob.append(c);
            }
        }
        return glob.toString();
    }

    /** The globs as keys are written, from the root of the store on. */
    public List<String> texts(KeyPrefix table) {
        String directory = escape(table.directory());
        return globs.stream().map(glob -> directory + glob.text()).toList();
    }

    /** The {@link #texts} that match one of the files, and the names of the files that match none. */
    List<String> matching(KeyPrefix table, List<ObjectInfo> files) {
        Set<PartitionGlob> matching = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (ObjectInfo file : files) {
            List<String> segments = PartitionPath.segmentsBelow(table, file.key());
            globs.stream()
                    .filter(glob -> glob.matches(segments))
                    .findFirst()
                    .ifPresentOrElse(
                            matching::add, () -> names.add(escape(file.key().value())));
        }
        List<String> texts = new ArrayList<>();
        matching.forEach(glob -> texts.add(escape(table.directory()) + glob.text()));
        texts.addAll(names);
        return texts;
    }

    /**
     * Adds the globs of the children of a directory that the range covers in part. Only the first and the last child that
     * it meets can be covered in part themselves.
     */
    private void refine(List<DigitPattern> path, TimeDirectory directory) {
        int first =
                range.start().filter(directory::holds).map(directory::childAt).orElse(directory.firstChild());
        int last = range.end()
                .map(end -> end.minusNanos(1))
                .filter(directory::holds)
                .map(directory::childAt)
                .orElse(directory.lastChild());
        boolean firstWhole = isWhole(directory.child(first));
        boolean lastWhole = isWhole(directory.child(last));
        int wholeFrom = firstWhole ? first : first + 1;
        int wholeTo = lastWhole ? last : last - 1;
        if (wholeFrom <= wholeTo) {
            add(path, directory, wholeFrom, wholeTo, true);
        }
        if (!firstWhole && !lastWhole && last == first + 1) {
            add(path, directory, first, last, false);
            refineChild(path, directory, first);
            refineChild(path, directory, last);
            return;
        }
        if (!firstWhole) {
            add(path, directory, first, first, false);
            refineChild(path, directory, first);
        }
        if (!lastWhole && last != first) {
            add(path, directory, last, last, false);
            refineChild(path, directory, last);
        }
    }

    /** Hours are not refined further. */
    private boolean isWhole(TimeDirectory child) {
        return child.depth() == Depth.HOUR || range.encloses(child.window());
    }

    private void refineChild(List<DigitPattern> path, TimeDirectory directory, int value) {
        DigitPattern name =
                DigitPattern.covering(value, value, directory.childDigits()).get(0);
        refine(below(path, name), directory.child(value));
    }

    /** Adds the globs of consecutive children: of all below them, or of the files that they hold as units. */
    private void add(List<DigitPattern> path, TimeDirectory directory, int from, int to, boolean deep) {
        if (!deep && directory.child(from).fileUnit().isEmpty()) {
            return;
        }
        for (DigitPattern name : DigitPattern.covering(from, to, directory.childDigits())) {
            globs.add(new PartitionGlob(below(path, name), deep));
        }
    }

    private static List<DigitPattern> below(List<DigitPattern> path, DigitPattern name) {
        List<DigitPattern> below = new ArrayList<>(path);
        below.add(name);
        return List.copyOf(below);
    }
}
