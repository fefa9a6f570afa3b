package io.siltstone.core.local;

import io.siltstone.core.local.CrashDisk.Place;
import io.siltstone.core.local.CrashNode.DirectoryNode;
import io.siltstone.core.local.CrashNode.FileNode;
import io.siltstone.core.local.DiskChange.OfFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The moment after some steps of a log: what is safe by then, and each name and file of which a power cut may leave one
 * of several things, independently of all others.
 */
final class CrashPoint {

    private final Map<Long, CrashNode> safe;
    private final Map<Place, List<Long>> names = new LinkedHashMap<>();
    private final Map<Long, List<OfFile>> files = new LinkedHashMap<>();
    private final Set<Long> lost = new HashSet<>();
    private final List<Unit> units = new ArrayList<>();

    private CrashPoint(Map<Long, CrashNode> start) {
        this.safe = new HashMap<>(start);
    }

    /** The moment after so many steps. */
    static CrashPoint of(CrashLog log, int steps) {
        CrashPoint point = new CrashPoint(log.start());
        for (CrashLog.Step step : log.steps().subList(0, steps)) {
            step.changes().forEach(point::take);
        }
        point.collectUnits();
        return point;
    }

    private void take(DiskChange change) {
        if (change instanceof DiskChange.Make made) {
            safe.put(made.id(), made.node());
        } else if (change instanceof DiskChange.Entry entry) {
            names.computeIfAbsent(new Place(entry.directory(), entry.name()), place -> new ArrayList<>())
                    .add(entry.id());
        } else if (change instanceof OfFile ofFile) {
            files.computeIfAbsent(ofFile.id(), id -> new ArrayList<>()).add(ofFile);
        } else if (change instanceof DiskChange.ForceFailed failed && safe.get(failed.id()) instanceof FileNode) {
            lost.add(failed.id());
        } else if (change instanceof DiskChange.Forced forced && !lost.contains(forced.id())) {
            force(forced.id());
        }
    }

    private void force(long id) {
        if (safe.get(id) instanceof FileNode file) {
            FileState state = file.state();
            for (OfFile change : files.getOrDefault(id, List.of())) {
                state = state.after(change);
            }
            safe.put(id, new FileNode(file.number(), state));
            files.remove(id);
            return;
        }
        names.forEach((place, ids) -> {
            if (place.directory() == id) {
                lead(safe, place, ids.get(ids.size() - 1));
            }
        });
        names.keySet().removeIf(place -> place.directory() == id);
    }

    private static void lead(Map<Long, CrashNode> nodes, Place place, long id) {
        DirectoryNode directory = (DirectoryNode) nodes.get(place.directory());
        nodes.put(place.directory(), directory.with(place.name(), id));
    }

    /** One of the things that are not sure; the first of what may be left of it is the safe one, the last the newest. */
    private interface Unit {
        int options();

        void choose(int option, Map<Long, CrashNode> nodes);
    }

    private record NameUnit(Place place, List<Long> ids) implements Unit {
        @Override
        public int options() {
            return ids.size();
        }

        @Override
        public void choose(int option, Map<Long, CrashNode> nodes) {
            lead(nodes, place, ids.get(option));
        }
    }

    private record FileUnit(long id, long number, List<FileState> states) implements Unit {
        @Override
        public int options() {
            return states.size();
        }

        @Override
        public void choose(int option, Map<Long, CrashNode> nodes) {
            nodes.put(id, new FileNode(number, states.get(option)));
        }
    }

    private void collectUnits() {
        names.forEach((place, ids) -> {
            DirectoryNode directory = (DirectoryNode) safe.get(place.directory());
            Set<Long> distinct = new LinkedHashSet<>(ids);
            distinct.add(directory.entries().getOrDefault(place.name(), DiskChange.NOTHING));
            List<Long> options = new ArrayList<>();
            options.add(directory.entries().getOrDefault(place.name(), DiskChange.NOTHING));
            long last = ids.get(ids.size() - 1);
            distinct.remove(options.get(0));
            if (distinct.remove(last)) {
                options.addAll(distinct);
                options.add(last);
            } else {
                options.addAll(distinct);
            }
            units.add(new NameUnit(place, options));
        });
        files.forEach((id, changes) -> {
            FileNode file = (FileNode) safe.get(id);
            units.add(new FileUnit(id, file.number(), FileVariants.of(file.state(), changes)));
        });
        units.removeIf(unit -> unit.options() == 1);
    }

    /** How many things each unit may be. */
    int[] options() {
        return units.stream().mapToInt(Unit::options).toArray();
    }

    /** What is on the disk when each unit is what was chosen. */
    CrashImage image(int[] choice) {
        Map<Long, CrashNode> nodes = new HashMap<>(safe);
        for (int i = 0; i < choice.length; i++) {
            units.get(i).choose(choice[i], nodes);
        }
        return CrashImage.of(nodes);
    }

    /** What is there when only the process dies: all that programs saw. */
    CrashImage newest() {
        Map<Long, CrashNode> nodes = new HashMap<>(safe);
        names.forEach((place, ids) -> lead(nodes, place, ids.get(ids.size() - 1)));
        files.forEach((id, changes) -> {
            FileNode file = (FileNode) nodes.get(id);
            FileState state = file.state();
            for (OfFile change : changes) {
                state = state.after(change);
            }
            nodes.put(id, new FileNode(file.number(), state));
        });
        return CrashImage.of(nodes);
    }
}
