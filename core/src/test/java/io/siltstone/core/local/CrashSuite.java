package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Durability;
import io.siltstone.core.SweepRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes histories through every crash: after each step a kill of the process, which loses nothing of what programs saw,
 * and power cuts, which leave of all that was not forced any of the things that {@link CrashPoint} knows. A state that
 * looks like one before it, with the same promises, is not tried again.
 */
final class CrashSuite {

    /** Of one in so many states the recovery is taken through crashes itself. */
    private static final int RECOVERIES = 400;

    private static final int STATES_PER_RECOVERY_STEP = 8;
    private static final String AGAIN = "#again#";

    private final CrashSubject subject;
    private final int statesPerPoint;
    private final Optional<String> replay;
    private final CrashVerdict verdict = new CrashVerdict();
    private final Set<String> seen = new HashSet<>();
    private long points;
    private long sampledPoints;

    /**
     * @param statesPerPoint how many power cuts after one step, at most
     * @param replay the id of the one state to try
     */
    CrashSuite(CrashSubject subject, int statesPerPoint, Optional<String> replay) {
        this.subject = subject;
        this.statesPerPoint = statesPerPoint;
        this.replay = replay;
    }

    CrashVerdict verdict() {
        return verdict;
    }

    /** After how many steps power was cut. */
    long points() {
        return points;
    }

    /** After how many of them not all combinations were tried. */
    long sampledPoints() {
        return sampledPoints;
    }

    void run(List<CrashHistory> histories) {
        for (CrashHistory history : histories) {
            for (Durability level : Durability.values()) {
                run(history, level);
            }
        }
    }

    void run(CrashHistory history, Durability level) {
        String id = history.name() + '@' + level;
        if (replay.isPresent() && !replay.get().startsWith(id + '#')) {
            return;
        }
        try {
            crash(CrashRun.whole(history, level, subject), id);
        } catch (IOException | RuntimeException | AssertionError e) {
            verdict.begin(id);
            verdict.fail(CrashVerdict.Kind.BROKEN, "without any fault: " + e);
        }
    }

    private void crash(CrashRun run, String id) {
        seen.clear();
        CrashLog log = run.fs().disk().log();
        for (int step = 0; step <= log.size(); step++) {
            CrashPoint point = CrashPoint.of(log, step);
            attempt(
                    run,
                    id + '#' + step + "#kill",
                    step,
                    point.newest(),
                    run.fs().machine().afterKill());
            int[] options = point.options();
            points++;
            if (!CrashChoices.areAll(options, statesPerPoint)) {
                sampledPoints++;
            }
            for (int[] choice : CrashChoices.of(options, statesPerPoint)) {
                String state = id + '#' + step + '#' + Arrays.toString(choice).replace(" ", "");
                attempt(
                        run,
                        state,
                        step,
                        point.image(choice),
                        run.fs().machine().afterPowerCut());
            }
        }
    }

    private void attempt(CrashRun run, String id, int step, CrashImage image, CrashMachine machine) {
        boolean wanted = replay.map(id::equals)
                .orElseGet(() -> seen.add(machine.isAfterPowerCut() + image.text() + promises(run, step)));
        if (wanted) {
            verdict.begin(id);
            boolean powerCut = machine.isAfterPowerCut();
            new CrashCheck(subject, run.oracle().after(step, powerCut), verdict)
                    .judge(image, machine, run.oracle().transfers(step));
        }
        boolean again = replay.map(wantedId -> wantedId.startsWith(id + AGAIN))
                .orElse(wanted && verdict.tried() % RECOVERIES == 0);
        if (again) {
            verdict.guarded("recovery", () -> crashRecovery(run, id + AGAIN, step, image, machine));
        }
    }

    /** Crashes the opening and the sweep after a crash; what was promised before the first crash still is. */
    private void crashRecovery(CrashRun run, String id, int step, CrashImage image, CrashMachine machine)
            throws IOException {
        CrashFs fs = new CrashFs(image.nodes(), machine, new CrashFaults());
        try (Backend backend = subject.open(fs, LocalConfig.of(CrashRun.root(fs)))) {
            backend.sweep(SweepRequest.DEFAULT);
        }
        CrashCheck check = new CrashCheck(subject, run.oracle().after(step, machine.isAfterPowerCut()), verdict);
        CrashLog log = fs.disk().log();
        for (int at = 0; at <= log.size(); at++) {
            CrashPoint point = CrashPoint.of(log, at);
            for (int[] choice : CrashChoices.of(point.options(), STATES_PER_RECOVERY_STEP)) {
                String state = id + at + '#' + Arrays.toString(choice).replace(" ", "");
                if (replay.map(state::equals).orElse(true)) {
                    verdict.begin(state);
                    check.judge(point.image(choice), machine.afterPowerCut(), List.of());
                }
            }
        }
    }

    /** The same for two steps between which nothing was asked or answered. */
    private static String promises(CrashRun run, int step) {
        return run.oracle().moment(step);
    }
}
