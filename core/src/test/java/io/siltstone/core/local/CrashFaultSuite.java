package io.siltstone.core.local;

import io.siltstone.core.Durability;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.CrashNode.FileNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes histories through an error at each single step, in its place or after it, as when an answer is lost. Judges what
 * users see then, what they can still do, and what a power cut leaves after they did it.
 */
final class CrashFaultSuite {

    private static final int STATES_AT_END = 8;

    private final CrashSubject subject;
    private final CrashVerdict verdict = new CrashVerdict();

    CrashFaultSuite(CrashSubject subject) {
        this.subject = subject;
    }

    CrashVerdict verdict() {
        return verdict;
    }

    void run(List<CrashHistory> histories, List<CrashFault> faults, Durability level) {
        for (CrashHistory history : histories) {
            for (CrashFault fault : faults) {
                int step = 0;
                while (run(history, fault, level, step)) {
                    step++;
                }
            }
        }
    }

    /** Whether the history has such a step. */
    private boolean run(CrashHistory history, CrashFault fault, Durability level, int step) {
        String id = history.name() + '@' + level + '!' + fault + '#' + step;
        try (CrashRun run = new CrashRun(history, level, subject)) {
            CrashFaults faults = run.fs().faults();
            fault.arm(faults, step);
            Optional<StorageException> error = play(run);
            faults.disarm();
            if (faults.failed().filter(fault::fits).isPresent()) {
                verdict.begin(id + ' ' + faults.failed().get());
                error.ifPresent(
                        e -> judgeError(e, fault, history, faults.failed().get()));
                verdict.guarded("after the fault", () -> judge(run, fault));
            }
            return faults.failed().isPresent();
        } catch (IOException | RuntimeException | AssertionError e) {
            verdict.begin(id);
            verdict.fail(CrashVerdict.Kind.UNTYPED, "the fault leads to " + e);
            return false;
        }
    }

    private static Optional<StorageException> play(CrashRun run) throws IOException {
        try {
            run.play();
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    private void judgeError(StorageException error, CrashFault fault, CrashHistory history, String step) {
        boolean expected = fault.meaning().isInstance(error)
                || (error instanceof DurabilityUnknownException && step.matches("(force-directory|kind|facts) .*"))
                || (error instanceof ConfigurationException && history.fromNothing());
        if (!expected) {
            verdict.fail(CrashVerdict.Kind.BROKEN, "the error is " + error);
        }
    }

    private void judge(CrashRun run, CrashFault fault) throws IOException {
        CrashLog log = run.fs().disk().log();
        int now = log.size();
        CrashCheck live = new CrashCheck(subject, run.oracle().after(now, false), verdict);
        live.judgeObjects(run.client().backend());
        requireNothingStaged(run, fault);
        run.client().goOn();
        requireForcedOnce(run.fs().disk());
        run.close();
        live.requireLetGo(run.fs());
        CrashPoint end = CrashPoint.of(log, log.size());
        for (int[] choice : CrashChoices.of(end.options(), STATES_AT_END)) {
            new CrashCheck(subject, run.oracle().after(log.size(), true), verdict)
                    .judge(end.image(choice), run.fs().machine().afterPowerCut(), List.of());
        }
    }

    /** What cannot be removed stays for a sweep, and so does what nobody knows of. */
    private void requireNothingStaged(CrashRun run, CrashFault fault) throws IOException {
        Path staging = CrashRun.root(run.fs()).resolve(LocalRoot.RESERVED).resolve("staging");
        String step = run.fs().faults().failed().orElse("");
        boolean excused = fault == CrashFault.LOST_ANSWER || step.startsWith("unlink") || step.startsWith("kind");
        if (!excused && !run.fs().list(staging).isEmpty()) {
            verdict.fail(CrashVerdict.Kind.UNSWEPT, "staging holds " + run.fs().list(staging));
        }
    }

    private void requireForcedOnce(CrashDisk disk) {
        Set<Long> failed = new HashSet<>();
        for (CrashLog.Step step : disk.log().steps()) {
            for (DiskChange change : step.changes()) {
                if (change instanceof DiskChange.ForceFailed force && disk.node(force.id()) instanceof FileNode) {
                    failed.add(force.id());
                } else if (change instanceof DiskChange.Forced force && failed.contains(force.id())) {
                    verdict.fail(CrashVerdict.Kind.BROKEN, "forced again after a failure: " + step.label());
                }
            }
        }
    }
}
