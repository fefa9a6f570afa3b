package io.siltstone.torture;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays trials in children, and inspects what each has left. A child lives until it is killed. */
final class FaultRuns implements AutoCloseable {

    private final Path base;
    private final Path planFile;
    private final FaultLibrary library;
    private final Tally tally = new Tally("system calls");
    private final List<Path> leftovers = new ArrayList<>();
    private ChildProcess child;

    FaultRuns(Path directory, FaultLibrary library) throws IOException {
        this.base = Files.createDirectory(directory.resolve("stores"));
        this.planFile = directory.resolve("plan");
        this.library = library;
        Plan.in(planFile);
        this.child = start();
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.start(FaultChild.class, library.environment(base, planFile));
    }

    Tally tally() {
        return tally;
    }

    /** The calls that a scenario makes when none fails. */
    List<CallKind> calls(Trial counting) throws IOException, InterruptedException {
        Promises promises = new Promises();
        Outcome outcome = play(counting, promises);
        Path root = base.resolve(counting.name());
        List<String> wrong = new ArrayList<>(promises.broken());
        wrong.addAll(Inspection.of(root, promises, false).problems());
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("without a fault, " + counting.line() + ": " + wrong);
        }
        remove(root);
        return outcome.calls();
    }

    void run(Trial trial) throws IOException, InterruptedException {
        Path root = base.resolve(trial.name());
        Promises promises = new Promises();
        Outcome outcome = play(trial, promises);
        List<String> wrong = new ArrayList<>(outcome.wrong());
        boolean mayBeStaged = !trial.fault().kills() && trial.fault().mayLeaveStaging(trial.met());
        Inspection first = Inspection.of(root, promises, mayBeStaged);
        wrong.addAll(first.problems());
        long lost = first.lostBytes();
        if (trial.fault().kills()) {
            Inspection again = again(trial, root, promises);
            wrong.addAll(again.problems());
            lost += again.lostBytes();
        }
        wrong.addAll(promises.broken());
        tally.add(trial.line(), wrong, lost, promises.untyped());
        if (mayBeStaged) {
            leftovers.add(root);
        } else {
            remove(root);
        }
    }

    /** What a child said at the end of a trial, and what was wrong with it. */
    private record Outcome(List<CallKind> calls, List<String> wrong) {}

    private Outcome play(Trial trial, Promises promises) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        child.send(trial.line());
        for (Optional<String> line = child.receive(); line.isPresent(); line = child.receive()) {
            switch (line.get()) {
                case FaultChild.ARMED -> promises.setFaulty(true);
                case FaultChild.SETTLED -> {
                    Inspection now = Inspection.of(
                            base.resolve(trial.name()), promises, trial.fault().mayLeaveStaging(trial.met()));
                    wrong.addAll(now.problems());
                    child.send("");
                }
                case FaultChild.AGAIN -> promises.setFaulty(false);
                default -> {
                    if (line.get().startsWith(FaultChild.END)) {
                        return ended(trial, line.get(), wrong);
                    }
                    promises.accept(line.get());
                }
            }
        }
        promises.setFaulty(false);
        int code = child.exitCode();
        if (!trial.fault().kills() || code != ChildProcess.KILLED) {
            wrong.add("the child ended with " + code);
        }
        child.close();
        child = start();
        return new Outcome(List.of(), wrong);
    }

    private static Outcome ended(Trial trial, String line, List<String> wrong) {
        String[] words = line.substring(FaultChild.END.length()).split(" ", 4);
        boolean planned = trial.position() > 0;
        if (planned && trial.fault().kills()) {
            wrong.add("the child was not killed");
        }
        if (planned == words[0].equals("0")) {
            wrong.add("calls that met the fault: " + words[0]);
        }
        if (!words[1].equals("0")) {
            wrong.add("a file was forced again after a force had failed: " + words[1]);
        }
        if (!words[2].equals("0")) {
            wrong.add("files left open: " + words[2]);
        }
        List<CallKind> calls = Stream.of(words[3].split(","))
                .filter(word -> !word.isEmpty())
                .map(CallKind::valueOf)
                .toList();
        return new Outcome(calls, wrong);
    }

    /** Asks for the same after a kill, from this process. */
    private static Inspection again(Trial trial, Path root, Promises promises) throws IOException {
        try (Stage stage = new Stage(root, trial.durability(), trial.seed(), new Report(promises::accept))) {
            stage.open();
            trial.scenario().run(stage);
        }
        return Inspection.of(root, promises, false);
    }

    /** Ends the child, and sees that what it left staged goes once it is dead. */
    void sweepLeftovers() throws IOException, InterruptedException {
        child.endInput();
        child.exitCode();
        for (Path root : leftovers) {
            try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
                store.sweep(SweepRequest.DEFAULT);
            }
            try (Stream<Path> staged = Files.list(root.resolve(".siltstone/staging"))) {
                List<String> left = staged.map(Path::toString).toList();
                if (!left.isEmpty()) {
                    tally.problems().add("staged after the child's end: " + left);
                }
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
