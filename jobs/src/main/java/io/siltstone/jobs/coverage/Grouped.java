package io.siltstone.jobs.coverage;

/** Whole numbers for people: {@code 2 913}. The same in every locale. */
final class Grouped {

    private Grouped() {}

    static String of(long number) {
        StringBuilder digits = new StringBuilder().append(number);
        int first = number < 0 ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            digits.insert(at, ' ');
        }
        return digits.toString();
    }
}
