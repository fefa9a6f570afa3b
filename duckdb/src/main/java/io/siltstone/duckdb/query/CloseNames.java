package io.siltstone.duckdb.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant who wrote another one. */
final class CloseNames {

    private static final int MOST = 3;

    private CloseNames() {}

    /** Up to three of the names, the closest first; those alone that differ in no more than a third of their letters. */
    static List<String> to(String written, List<String> names) {
        String folded = written.toLowerCase(Locale.ROOT);
        int limit = 1 + folded.length() / 3;
        record Candidate(String name, int distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(folded, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** How many letters to add, remove or change, after Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
