package io.siltstone.core.local;

import io.siltstone.core.local.DiskChange.OfFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a power cut may leave of a file that has changes which were not forced: none of them, the first of them, all, the
 * bytes without the attributes and the other way round, the length with zeros or garbage instead of the bytes, and what
 * is torn where a sector of 512 or a page of 4096 bytes ends.
 */
final class FileVariants {

    private static final int[] UNITS = {512, 4096};
    private static final byte GARBAGE = (byte) 0xA5;

    private final FileState before;
    private final FileState after;
    private final Map<String, FileState> found = new LinkedHashMap<>();

    private FileVariants(FileState before, FileState after) {
        this.before = before;
        this.after = after;
    }

    /** The first is the one that is safe, the last the one that programs saw. */
    static List<FileState> of(FileState safe, List<OfFile> changes) {
        List<FileState> moments = new ArrayList<>(List.of(safe));
        for (OfFile change : changes) {
            moments.add(moments.get(moments.size() - 1).after(change));
        }
        FileState last = moments.remove(moments.size() - 1);
        FileVariants variants = new FileVariants(safe, last);
        moments.forEach(variants::add);
        if (changes.stream().anyMatch(c -> c instanceof DiskChange.Data || c instanceof DiskChange.Cut)) {
            variants.halves();
            int from = changed(changes, safe.size());
            variants.filled(from, last.size(), (byte) 0);
            variants.filled(from, last.size(), GARBAGE);
            for (int unit : UNITS) {
                variants.torn(from, unit);
            }
        }
        variants.found.remove(last.digest());
        variants.add(last);
        return List.copyOf(variants.found.values());
    }

    private static int changed(List<OfFile> changes, int safeSize) {
        long from = safeSize;
        for (OfFile change : changes) {
            if (change instanceof DiskChange.Data data) {
                from = Math.min(from, data.position());
            } else if (change instanceof DiskChange.Cut cut) {
                from = Math.min(from, cut.sizeBytes());
            }
        }
        return (int) from;
    }

    private void add(FileState state) {
        found.putIfAbsent(state.digest(), state);
    }

    private void halves() {
        add(new FileState(after.bytes(), before.attributes(), before.modified()));
        add(new FileState(before.bytes(), after.attributes(), after.modified()));
    }

    /** Something else in a range that should hold new bytes, under the new length. */
    private void filled(int from, int to, byte with) {
        if (from < to) {
            byte[] bytes = after.bytes().clone();
            Arrays.fill(bytes, from, to, with);
            add(after.withBytes(bytes));
        }
    }

    private void torn(int from, int unit) {
        int first = (from / unit + 1) * unit;
        int last = (after.size() - 1) / unit * unit;
        if (first >= after.size()) {
            return;
        }
        for (int at : new int[] {first, last}) {
            add(after.withBytes(Arrays.copyOf(after.bytes(), at)));
            filled(at, after.size(), (byte) 0);
            filled(from, at, (byte) 0);
        }
    }
}
