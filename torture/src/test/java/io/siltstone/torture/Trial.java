package io.siltstone.torture;

import io.siltstone.core.Durability;

/**
 * One fault at one call of one scenario.
 *
 * @param number of the trial, which names its directory
 * @param scenario what is asked
 * @param durability of the store
 * @param seed of contents and sizes
 * @param position the call to meet, from 1; 0 for none, to count them
 * @param fault what happens there
 * @param met the call that is there
 */
record Trial(int number, Scenario scenario, Durability durability, long seed, int position, Fault fault, CallKind met) {

    private static final int FIELDS = 7;

    /** One that only counts. */
    static Trial counting(int number, Scenario scenario, Durability durability, long seed) {
        return new Trial(number, scenario, durability, seed, 0, Fault.EIO, CallKind.NONE);
    }

    /** The same scenario with a fault in it. */
    Trial with(int otherNumber, int otherPosition, Fault otherFault, CallKind kind) {
        return new Trial(otherNumber, scenario, durability, seed, otherPosition, otherFault, kind);
    }

    /** The name of the store's directory. */
    String name() {
        return "trial-" + number;
    }

    /** From {@link #line}. */
    static Trial parse(String line) {
        String[] fields = line.split(" ", FIELDS);
        return new Trial(
                Integer.parseInt(fields[0]),
                Scenario.valueOf(fields[1]),
                Durability.valueOf(fields[2]),
                Long.parseLong(fields[3]),
                Integer.parseInt(fields[4]),
                Fault.valueOf(fields[5]),
                CallKind.valueOf(fields[6]));
    }

    /** As one line for another process. */
    String line() {
        return number + " " + scenario + ' ' + durability + ' ' + seed + ' ' + position + ' ' + fault + ' ' + met;
    }
}
