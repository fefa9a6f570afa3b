package io.siltstone.testkit;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Good keys by a seed, which can all lie in one store: every ASCII character that is no letter in each place of a name,
 * random texts of all planes of Unicode, and the longest that there are.
 */
public final class GeneratedKeys {

    private static final int RANDOM = 15;
    private static final int MAX_SEGMENT_BYTES = 255;

    /** First and last code points: ASCII, Latin, combining marks, Han, either side of the surrogates, other planes. */
    private static final int[][] BLOCKS = {
        {0x20, 0x7E},
        {0xA1, 0x17F},
        {0x300, 0x36F},
        {0x4E00, 0x9FFF},
        {0xD7B0, 0xD7FB},
        {0xE000, 0xF8FF},
        {0xFFE0, 0xFFFD},
        {0x10000, 0x100FF},
        {0x1F600, 0x1F64F},
        {0x10FF00, 0x10FFFD}
    };

    private final SeededRandom random;
    private final int maxBytes;
    private final Set<String> keys = new LinkedHashSet<>();

    private GeneratedKeys(long seed, int maxBytes) {
        this.random = new SeededRandom(seed);
        this.maxBytes = maxBytes;
    }

    /**
     * Keys in no order, none of which is another's directory.
     *
     * @param maxBytes how long one may be; some are
     */
    public static List<String> of(long seed, int maxBytes) {
        GeneratedKeys generated = new GeneratedKeys(seed, maxBytes);
        generated.punctuation();
        for (int i = 0; i < RANDOM; i++) {
            generated.add(generated.text(20) + "/" + generated.text(8) + generated.text(20));
            generated.add(generated.text(40));
        }
        generated.longest();
        return List.copyOf(generated.keys);
    }

    private void punctuation() {
        for (char c = ' '; c <= '~'; c++) {
            if (!Character.isLetterOrDigit(c)) {
                add("p/" + c + "b");
                add("p/a" + c);
                add("p" + c + "d/a" + c + c + "b");
            }
        }
    }

    private void longest() {
        for (int[] block : BLOCKS) {
            StringBuilder key = new StringBuilder();
            int bytes = 0;
            int inSegment = 0;
            while (bytes < maxBytes) {
                String next = one(block);
                int length = next.getBytes(StandardCharsets.UTF_8).length;
                if (inSegment + length > MAX_SEGMENT_BYTES) {
                    next = "/";
                    length = 1;
                } else if (bytes + length > maxBytes) {
                    next = "x";
                    length = 1;
                }
                inSegment = next.equals("/") ? 0 : inSegment + length;
                bytes += length;
                key.append(next);
            }
            add(key.toString());
        }
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (long left = 1 + random.nextLong(most); left > 0; left--) {
            text.append(one(BLOCKS[random.nextInt(BLOCKS.length)]));
        }
        return text.toString();
    }

    private String one(int[] block) {
        return Character.toString(block[0] + random.nextInt(block[1] - block[0] + 1));
    }

    private void add(String key) {
        boolean good = ObjectKey.violation(key, KeyProfile.RAW).isEmpty();
        boolean apart = keys.stream().noneMatch(other -> other.startsWith(key + "/") || key.startsWith(other + "/"));
        if (good && apart && key.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            keys.add(key);
        }
    }
}
