package io.siltstone.torture;

import io.siltstone.core.Durability;
import java.util.ArrayList;
import java.util.List;

/** What power cuts of one file system at one level have left. */
final class CutFigures {

    private final LoopDisk.Type type;
    private final Durability durability;
    private final List<String> broken = new ArrayList<>();
    private int cuts;
    private int acknowledged;
    private int lost;
    private int empty;
    private int torn;

    CutFigures(LoopDisk.Type type, Durability durability) {
        this.type = type;
        this.durability = durability;
    }

    Durability durability() {
        return durability;
    }

    void cut(int acknowledgedBefore) {
        cuts++;
        acknowledged += acknowledgedBefore;
    }

    /** An acknowledged change is not there: the object is absent, back again, or an older one. */
    void lost(String what) {
        lost++;
        if (durability == Durability.FULL) {
            broken.add(this.type + " FULL lost: " + what);
        }
    }

    /** An object is visible that has no content, and never was to have none. */
    void empty(String what) {
        empty++;
        half("empty: " + what);
    }

    /** An object is visible that nobody wrote. */
    void torn(String what) {
        torn++;
        half("torn: " + what);
    }

    private void half(String what) {
        if (durability != Durability.NONE) {
            broken.add(type + " " + durability + ' ' + what);
        }
    }

    /** What may not be at any level. */
    void broken(String what) {
        broken.add(type + " " + durability + ' ' + what);
    }

    int cuts() {
        return cuts;
    }

    /** What breaks the promise of the level. */
    List<String> broken() {
        return broken;
    }

    @Override
    public String toString() {
        return String.format(
                "power cuts: %-5s %-4s cuts %d, acknowledged %d, lost %d, visible and empty %d, visible and torn %d",
                type, durability, cuts, acknowledged, lost, empty, torn);
    }
}
