package io.siltstone.jobs.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a ledger consists of. The only object of a ledger that is ever replaced.
 *
 * @param source where the objects were copied from, for people
 * @param segments from the oldest to the newest
 * @param retired segments that were merged and are kept for who still reads them
 * @param runs runs that have begun to write segments
 */
record LedgerManifest(String source, List<Segment> segments, List<Retired> retired, List<Run> runs) {

    private static final String HEADER = "siltstone-ledger-manifest 1";
    private static final String END = "end";

    LedgerManifest {
        Objects.requireNonNull(source, "source");
        segments = List.copyOf(segments);
        retired = List.copyOf(retired);
        runs = List.copyOf(runs);
    }

    /**
     * A sorted run of lines.
     *
     * @param level how often its lines were merged
     */
    record Segment(String name, int level) {}

    /** A segment that is no longer part of the ledger since a time. */
    record Retired(String name, Instant since) {}

    /**
     * A run that writes: what it has written last, if it is not among the segments, nobody will ever read.
     *
     * @param touched when it last noted a segment
     * @param next the number of the segment that it writes next
     */
    record Run(String id, Instant touched, int next) {}

    static LedgerManifest empty(String source) {
        return new LedgerManifest(source, List.of(), List.of(), List.of());
    }

    LedgerManifest withRun(Run run) {
        List<Run> others = new ArrayList<>(runs);
        others.removeIf(other -> other.id().equals(run.id()));
        others.add(run);
        return new LedgerManifest(source, segments, retired, others);
    }

    LedgerManifest withoutRun(String id) {
        return new LedgerManifest(
                source,
                segments,
                retired,
                runs.stream().filter(run -> !run.id().equals(id)).toList());
    }

    /** With a segment more, the newest. */
    LedgerManifest plus(Segment segment) {
        if (segments.contains(segment)) {
            return this;
        }
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        return new LedgerManifest(source, more, retired, runs);
    }

    /** The newest segments that are to be merged into one; none while there are too few of a level. */
    List<Segment> mergeable() {
        int from = segments.size();
        while (from > 0
                && segments.get(from - 1).level()
                        == segments.get(segments.size() - 1).level()) {
            from--;
        }
        return segments.size() - from < LedgerLimits.FAN_IN ? List.of() : segments.subList(from, segments.size());
    }

    /** Whether no segment is older than this one. */
    boolean isOldest(Segment segment) {
        return segments.indexOf(segment) == 0;
    }

    /** With one segment in the place of several; the same where they are no longer all there. */
    LedgerManifest merged(List<Segment> old, Segment merged, Instant now) {
        int at = segments.indexOf(old.get(0));
        if (at < 0
                || at + old.size() > segments.size()
                || !segments.subList(at, at + old.size()).equals(old)) {
            return this;
        }
        List<Segment> rest = new ArrayList<>(segments);
        rest.subList(at, at + old.size()).clear();
        rest.add(at, merged);
        return new LedgerManifest(source, rest, retire(old, now), runs);
    }

    /** Without these segments, which are damaged. */
    LedgerManifest without(List<Segment> damaged, Instant now) {
        List<Segment> rest = new ArrayList<>(segments);
        rest.removeAll(damaged);
        List<Segment> removed = segments.stream().filter(damaged::contains).toList();
        return new LedgerManifest(source, rest, retire(removed, now), runs);
    }

    private List<Retired> retire(List<Segment> old, Instant now) {
        List<Retired> all = new ArrayList<>(retired);
        old.forEach(segment -> all.add(new Retired(segment.name(), now)));
        return all;
    }

    /** Without what was retired and left behind before a time. */
    LedgerManifest cleanedUp(Instant before) {
        return new LedgerManifest(
                source,
                segments,
                retired.stream().filter(r -> !r.since().isBefore(before)).toList(),
                runs.stream().filter(run -> !run.touched().isBefore(before)).toList());
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of(HEADER, "source " + Escapes.escape(source)));
        segments.forEach(segment -> lines.add("segment " + segment.name() + " " + segment.level()));
        retired.forEach(r -> lines.add("retired " + r.name() + " " + r.since().getEpochSecond()));
        runs.forEach(run -> lines.add("run " + run.id() + " " + run.touched().getEpochSecond() + " " + run.next()));
        lines.add(END);
        return String.join("\n", lines) + "\n";
    }

    /** The manifest that the text is; empty where it is none. */
    static Optional<LedgerManifest> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3
                || !lines.get(0).equals(HEADER)
                || !lines.get(lines.size() - 1).equals(END)
                || !lines.get(1).startsWith("source ")) {
            return Optional.empty();
        }
        try {
            LedgerManifest manifest = empty(Escapes.unescape(lines.get(1).substring("source ".length())));
            List<Retired> retired = new ArrayList<>();
            for (String line : lines.subList(2, lines.size() - 1)) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "segment" -> manifest = manifest.plus(new Segment(words[1], Integer.parseInt(words[2])));
                    case "retired" -> retired.add(new Retired(words[1], epoch(words[2])));
                    case "run" ->
                        manifest = manifest.withRun(new Run(words[1], epoch(words[2]), Integer.parseInt(words[3])));
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(new LedgerManifest(manifest.source, manifest.segments, retired, manifest.runs));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Instant epoch(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
