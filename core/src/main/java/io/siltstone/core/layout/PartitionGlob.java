package io.siltstone.core.layout;

import java.util.List;

/**
 * One glob below a table's root.
 *
 * @param directories what the first directories are named
 * @param deep whether any number of directories may follow, or the file does at once
 */
record PartitionGlob(List<DigitPattern> directories, boolean deep) {

    /** Whether the glob matches a Parquet file of that path. */
    boolean matches(List<String> segments) {
        int depth = segments.size() - 1;
        if (deep ? depth < directories.size() : depth != directories.size()) {
            return false;
        }
        for (int i = 0; i < directories.size(); i++) {
            if (!directories.get(i).matches(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        directories.forEach(directory -> text.append(directory.text()).append('/'));
        return text.append(deep ? "**/*.parquet" : "*.parquet").toString();
    }
}
