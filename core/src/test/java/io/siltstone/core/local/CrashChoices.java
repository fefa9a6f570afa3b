package io.siltstone.core.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One option for each of several units: all combinations where these are not too many. Otherwise those that differ in at
 * most two units from all-lost or all-kept, where the bugs of ordering are, and others drawn with a fixed seed.
 */
final class CrashChoices {

    private final int[] options;
    private final int limit;
    private final Set<List<Integer>> chosen = new LinkedHashSet<>();

    private CrashChoices(int[] options, int limit) {
        this.options = options;
        this.limit = limit;
    }

    static boolean areAll(int[] options, int limit) {
        long product = 1;
        for (int n : options) {
            product *= n;
            if (product > limit) {
                return false;
            }
        }
        return true;
    }

    static List<int[]> of(int[] options, int limit) {
        if (areAll(options, limit)) {
            return all(options);
        }
        CrashChoices choices = new CrashChoices(options, limit);
        int[] lost = new int[options.length];
        int[] kept = Arrays.stream(options).map(n -> n - 1).toArray();
        choices.near(lost, limit / 2);
        choices.near(kept, limit);
        choices.draw(new Random(options.length));
        return choices.chosen.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static List<int[]> all(int[] options) {
        List<int[]> all = new ArrayList<>();
        int[] choice = new int[options.length];
        while (true) {
            all.add(choice.clone());
            int i = 0;
            while (i < options.length && ++choice[i] == options[i]) {
                choice[i++] = 0;
            }
            if (i == options.length) {
                return all;
            }
        }
    }

    private void near(int[] base, int most) {
        add(base, most);
        for (int i = 0; i < options.length; i++) {
            for (int a = 0; a < options[i]; a++) {
                int[] one = base.clone();
                one[i] = a;
                add(one, most);
                for (int j = i + 1; j < options.length; j++) {
                    for (int b = 0; b < options[j]; b++) {
                        int[] two = one.clone();
                        two[j] = b;
                        add(two, most);
                    }
                }
            }
        }
    }

    private void draw(Random random) {
        for (int tries = 0; tries < limit && chosen.size() < limit; tries++) {
            add(Arrays.stream(options).map(random::nextInt).toArray(), limit);
        }
    }

    private void add(int[] choice, int most) {
        if (chosen.size() < most) {
            chosen.add(Arrays.stream(choice).boxed().toList());
        }
    }
}
