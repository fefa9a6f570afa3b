package io.siltstone.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what a comparison found and writes it as one small JSON file. */
final class Results {

    private final String name;
    private final Arguments arguments;
    private final double loadBefore = Machine.load();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> series = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    Results(String name, Arguments arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** Something to know about the run. */
    void fact(String what, String value) {
        facts.put(what, text(what) + ": " + text(value));
    }

    /** The times of sides that ran in turn. */
    void series(String comparison, Map<String, Times> sides) {
        sides.forEach((side, times) ->
                series.add("{\"comparison\": " + text(comparison) + ", \"side\": " + text(side) + ", \"medianMillis\": "
                        + number(times.median()) + cpu(times) + ", \"millis\": [" + numbers(times) + "]}"));
    }

    private static String cpu(Times times) {
        return times.cpuMillis().isEmpty() ? "" : ", \"medianCpuMillis\": " + number(times.cpuMedian());
    }

    private static String numbers(Times times) {
        return String.join(", ", times.millis().stream().map(Results::number).toList());
    }

    /** A value that should be at most the target. */
    void measure(String what, double value, double target) {
        outcomes.add("{\"what\": " + text(what) + ", \"value\": " + number(value) + ", \"atMost\": " + number(target)
                + ", \"reached\": " + (value <= target) + "}");
    }

    /** A value that should be at least the target. */
    void measureAtLeast(String what, double value, double target) {
        outcomes.add("{\"what\": " + text(what) + ", \"value\": " + number(value) + ", \"atLeast\": " + number(target)
                + ", \"reached\": " + (value >= target) + "}");
    }

    /** A value without a target, for comparison. */
    void note(String what, double value) {
        outcomes.add("{\"what\": " + text(what) + ", \"value\": " + number(value) + "}");
    }

    /** Writes everything collected so far; may be repeated. */
    void write() throws IOException {
        Machine machine = Machine.current();
        String json = "{\n  \"benchmark\": " + text(name) + ",\n  \"date\": " + text(arguments.date())
                + ",\n  \"machine\": {\"cores\": " + machine.cores() + ", \"memoryGib\": " + machine.memoryGib()
                + ", \"kernel\": " + text(machine.kernel()) + "},\n  \"jdk\": " + text(machine.jdk())
                + ",\n  \"loadBefore\": " + number(loadBefore) + ",\n  \"loadAfter\": " + number(Machine.load())
                + ",\n  \"facts\": {" + String.join(", ", facts.values()) + "},\n  \"outcomes\": [" + lines(outcomes)
                + "],\n  \"series\": [" + lines(series) + "]\n}\n";
        Path file = Files.createDirectories(arguments.results()).resolve(name + ".json");
        Files.writeString(file, json);
    }

    private static String lines(List<String> entries) {
        return entries.isEmpty() ? "" : "\n    " + String.join(",\n    ", entries) + "\n  ";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
