package io.siltstone.jobs.coverage;

/** A line of labels at given columns; one that has no room, at the edge or beside one before it, is left out. */
final class Labels {

    private final StringBuilder line;

    Labels(int width) {
        this.line = new StringBuilder(" ".repeat(width));
    }

    void put(int column, String label) {
        int end = column + label.length();
        if (column < 0 || end > line.length()) {
            return;
        }
        boolean free = line.substring(Math.max(0, column - 1), Math.min(line.length(), end + 1))
                .isBlank();
        if (free) {
            line.replace(column, end, label);
        }
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
