package io.siltstone.testkit;

import static io.siltstone.testkit.KeyCase.Verdict.INVALID;
import static io.siltstone.testkit.KeyCase.Verdict.LEGAL;
import static io.siltstone.testkit.KeyCase.Verdict.PREFIX_ONLY;
import static io.siltstone.testkit.KeyCase.Verdict.RAW_ONLY;

import java.util.ArrayList;
import java.util.List;

/** The fixed corpus of good and bad keys, by category. Every text is there once in a category. */
public final class KeyCorpus {

    /** The control characters that a key must not have: C0 and DEL. */
    private static final int C0_END = 0x20;

    private static final char DEL = 0x7F;

    private static final List<KeyCase> ALL = build();

    private KeyCorpus() {}

    /** All cases. */
    public static List<KeyCase> all() {
        return ALL;
    }

    /** The cases of some verdict. */
    public static List<KeyCase> of(KeyCase.Verdict verdict) {
        return ALL.stream().filter(each -> each.verdict() == verdict).toList();
    }

    private static List<KeyCase> build() {
        List<KeyCase> cases = new ArrayList<>();
        add(cases, "P1", INVALID, KeyTexts.TRAVERSAL);
        controls(cases);
        add(cases, "P3", RAW_ONLY, KeyTexts.INVISIBLE);
        add(cases, "P4", PREFIX_ONLY, "", "a/", "a/b/", "a b/", "é/");
        add(cases, "P4", INVALID, "/", "//", "///", "/a", "//a", "a//", "a//b", "a/b//c", "/a/", "//a//", "a///b");
        add(cases, "P4", INVALID, "a/ //b", "é//b", "/é", "//a/b");
        add(
                cases, "P5", LEGAL, "a..b", "..a", ".hidden", "a.b.c", "a_b", "..foo", "x/..a/b", "a/.b/c", ".a.b",
                "a...b");
        add(cases, "P5", RAW_ONLY, "a.", "...", "a..", "a./b", "x/...", "....", "a/b.", ".../a", "a.b.", "..../x");
        lengths(cases);
        add(cases, "P7", LEGAL, KeyTexts.COMPOSED);
        add(cases, "P7", RAW_ONLY, KeyTexts.DECOMPOSED);
        add(cases, "P8", LEGAL, "A", "a", "Db/x", "db/x", "é/x", "É/x", "straße", "STRASSE", "ı", "I", "ﬁ", "fi");
        add(cases, "P9", RAW_ONLY, KeyTexts.WINDOWS);
        add(cases, "P10", INVALID, KeyTexts.BACKSLASH);
        add(cases, "P11", LEGAL, KeyTexts.PERCENT);
        add(cases, "P12", LEGAL, KeyTexts.ASTRAL);
        add(cases, "P12", RAW_ONLY, KeyTexts.JOINED);
        add(cases, "P13", INVALID, KeyTexts.NOT_UNICODE);
        add(cases, "P14", LEGAL, KeyTexts.QUOTING);
        add(cases, "P14", RAW_ONLY, KeyTexts.GLOBBING);
        add(cases, "P15", INVALID, ".siltstone/x", ".Siltstone", ".siltstone", ".SILTSTONE/a/b", ".sIlTsToNe/x");
        add(cases, "P15", LEGAL, "a/.siltstone", ".siltstone2/x", "a/.siltstone/x", ".silt/x", "siltstone/x");
        return List.copyOf(cases);
    }

    private static void controls(List<KeyCase> cases) {
        for (char c = 0; c <= DEL; c++) {
            if (c < C0_END || c == DEL) {
                add(cases, "P2", INVALID, c + "b", "a" + c + "b");
            }
        }
    }

    private static void lengths(List<KeyCase> cases) {
        String part = "x".repeat(255) + "/";
        String deep = "a/".repeat(511);
        add(cases, "P6", LEGAL, "s".repeat(255), "x/" + "s".repeat(255), "s".repeat(255) + "/x", "é".repeat(127) + "e");
        add(cases, "P6", LEGAL, "€".repeat(85), "😀".repeat(63) + "abc", "n".repeat(254), "é".repeat(127));
        add(cases, "P6", LEGAL, part.repeat(4).substring(0, 1023), part.repeat(3) + "y".repeat(255), deep + "a");
        add(cases, "P6", LEGAL, deep + "aa", "b", part.repeat(3) + "z");
        add(cases, "P6", INVALID, "s".repeat(256), "x/" + "s".repeat(256), "s".repeat(256) + "/x", "€".repeat(86));
        add(cases, "P6", INVALID, "é".repeat(128), "😀".repeat(64), part.repeat(4) + "y", deep + "aaa");
        add(cases, "P6", INVALID, "s".repeat(1025), "a/".repeat(100_000) + "a");
    }

    private static void add(List<KeyCase> cases, String category, KeyCase.Verdict verdict, String... texts) {
        for (String text : texts) {
            cases.add(new KeyCase(category, text, verdict));
        }
    }
}
