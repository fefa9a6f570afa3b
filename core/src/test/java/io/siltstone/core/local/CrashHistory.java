package io.siltstone.core.local;

import java.io.IOException;

/**
 * What users do to a store.
 *
 * @param name stands in the ids of states
 * @param prepare done before, and safe when the crash comes
 * @param run what the crash comes into
 * @param fromNothing whether the store itself is made in the history
 */
record CrashHistory(String name, Script prepare, Script run, boolean fromNothing) {

    /** What is done. */
    interface Script {
        void run(CrashClient client) throws IOException;
    }

    static CrashHistory of(String name, Script run) {
        return new CrashHistory(name, client -> {}, run, false);
    }

    CrashHistory after(Script before) {
        return new CrashHistory(name, before, run, fromNothing);
    }

    CrashHistory inNewStore() {
        return new CrashHistory(name, prepare, run, true);
    }
}
