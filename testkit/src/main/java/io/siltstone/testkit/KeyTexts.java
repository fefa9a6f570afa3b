package io.siltstone.testkit;

/** The texts of the {@link KeyCorpus}. Escaped where an editor, a compiler or a normaliser could change them. */
final class KeyTexts {

    /** Out of the root, or absolute. */
    static final String[] TRAVERSAL = {
        "../x",
        "a/../../x",
        "a/..",
        "..",
        "./a",
        "a/./b",
        "....//x",
        "/etc/passwd",
        "C:\\x",
        "\\\\host\\s",
        "file:///x",
        ".",
        "./",
        "../",
        "../../etc/passwd",
        "a/../b",
        "a/b/..",
        "a/b/../c",
        "a/b/../../c",
        "a/b/.",
        "a/.",
        "./.",
        "../..",
        "./..",
        ".././x",
        "a/./../b",
        "/..",
        "/../x",
        "/.",
        "/./x",
        "//../x",
        "../x/",
        "a/../",
        "a/./",
        "..//x",
        ".//x",
        "x/..//y",
        "....//....//etc",
        "/var/log",
        "/proc/self/environ",
        "/dev/null",
        "~/../x",
        "%2e/../x",
        "..\\..\\x",
        "a\\..\\b",
        "C:\\Windows\\x",
        "\\\\?\\C:\\x",
        "\\\\.\\pipe\\x",
        "file://host/x",
        "s3://bucket/../x",
        "http://h/x",
        "https://h/../x",
        "./../.siltstone/x",
        "a/../.siltstone",
        "../.siltstone/staging",
        "x/../../y/../../z",
        "a/b/c/../../../../d",
        ".../../x",
        "..a/../x",
        "db/cpu/../../../etc"
    };

    /** C1, bidirectional, zero-width, byte order mark, line separators. */
    static final String[] INVISIBLE = {
        "a\u0080b", "a\u0085b", "a\u009Fb", "a\u00ADb", "a\u061Cb", "a\u180Eb", "a\u200Bb", "a\u200Cb",
        "a\u200Db", "a\u200Eb", "a\u200Fb", "a\u2028b", "a\u2029b", "a\u202Ab", "a\u202Bb", "a\u202Cb",
        "a\u202Db", "a\u202Eb", "a\u2060b", "a\u2066b", "a\u2067b", "a\u2068b", "a\u2069b", "a\uFEFFb"
    };

    /** In NFC. */
    static final String[] COMPOSED = {
        "\u00E9",
        "caf\u00E9/x",
        "\u00C5/\u00F6",
        "\u00F1",
        "\u00FC/\u00FC",
        "\u1EC7",
        "\u1EDF",
        "\uD55C\uAE00",
        "\u304C",
        "\u010C/\u017E"
    };

    /** The same in NFD: other keys. */
    static final String[] DECOMPOSED = {
        "e\u0301",
        "cafe\u0301/x",
        "A\u030A/o\u0308",
        "n\u0303",
        "u\u0308/u\u0308",
        "e\u0323\u0302",
        "o\u031B\u0309",
        "\u1112\u1161\u11AB\u1100\u1173\u11AF",
        "\u304B\u3099",
        "C\u030C/z\u030C"
    };

    /** Devices, forbidden characters, trailing dots and spaces of Windows. */
    static final String[] WINDOWS = {
        "CON",
        "con",
        "Con.txt",
        "PRN",
        "prn.parquet",
        "AUX",
        "aux.h",
        "NUL",
        "nul.txt",
        "nul.tar.gz",
        "COM0",
        "COM1",
        "com9.log",
        "COM\u00B9",
        "COM\u00B2",
        "com\u00B3.x",
        "LPT0",
        "LPT1",
        "lpt9",
        "LPT\u00B9",
        "LPT\u00B2.txt",
        "LPT\u00B3",
        "CONIN$",
        "conout$",
        "CONOUT$.x",
        "a/CON/b",
        "a/nul",
        "con/x",
        "x/com1.parquet",
        "NUL .txt",
        "a:b",
        "C:",
        "C:x",
        "a::$DATA",
        "a:stream",
        ":a",
        "a?",
        "?",
        "a*b",
        "*",
        "a<b",
        "a>b",
        "a\"b",
        "\"a\"",
        "a|b",
        "|",
        "<",
        ">",
        "x/a?b/c",
        "trailing ",
        "trailing/ ",
        "a /b",
        "x/a /b",
        " ",
        "a/  ",
        "dot./x",
        "x/dot.",
        "com5 ",
        "aux.",
        "LPT7.a.b"
    };

    /** A backslash anywhere. */
    static final String[] BACKSLASH = {
        "..\\x", "a\\b", "\\", "\\a", "a\\", "a/b\\c", "\\\\", "a\\\\b", "\\..\\x", "a\\/b", "/a\\b", "\u00E9\\x"
    };

    /** What looks like an escape and is not. */
    static final String[] PERCENT = {
        "a%2Fb",
        "%2e%2e",
        "%00",
        "%zz",
        "a+b",
        "a b",
        "%252e",
        "%2F",
        "%5C",
        "%",
        "%%",
        "a%",
        "%2",
        "a%20b",
        "+",
        "++",
        "a+b c",
        "%2B",
        "%0a",
        "%C3%A9",
        "x/%2e%2e/y",
        "%u002e",
        "a&b=c%3D",
        "#%23"
    };

    /** Emoji, right-to-left letters, combining marks, private use, and the ends of the planes. */
    static final String[] ASTRAL = {
        "\uD83D\uDE00",
        "\uD83D\uDE00/\u00E9",
        "a\uD83D\uDE00b/x",
        "\uD835\uDCB3/\uD835\uDCB4",
        "\uD840\uDC00\uD840\uDC01",
        "\u65E5\u672C\u8A9E/\u30C7\u30FC\u30BF",
        "\u03A9/\u044F",
        "\u05E9\u05DC\u05D5\u05DD",
        "\u0645\u0631\u062D\u0628\u0627/x",
        "x\u0301",
        "q\u0323\u0307",
        "\uE000x",
        "\uD800\uDC00",
        "\uDBFF\uDFFD",
        "\uFFFD",
        "\uE000/\uD800\uDC00",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\uD83C\uDFF3"
    };

    /** Emoji and letters with zero-width joiners. */
    static final String[] JOINED = {
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83D\uDC69\u200D\uD83D\uDCBB/x",
        "a\u200Db",
        "\u200Dx",
        "x/\uD83D\uDC68\u200D\uD83D\uDE80",
        "\u092E\u200D\u0915"
    };

    /** Unpaired surrogates and noncharacters. */
    static final String[] NOT_UNICODE = {
        "\uD800",
        "\uDC00",
        "a\uD800b",
        "a\uDFFF",
        "\uDC00\uD800",
        "x/\uD83D",
        "\uFFFF",
        "a\uFFFEb",
        "\uFDD0",
        "\uD83F\uDFFF"
    };

    /** What SQL, shells, globs and Hive paths would take for their own. */
    static final String[] QUOTING = {
        "a'b",
        "x;--",
        "[1]",
        "{a}",
        "k=v",
        "$(x)",
        "`x`",
        "a,b",
        "a&b",
        "~",
        "!x",
        "a#b",
        "(a)",
        "^a",
        "a@b",
        "'; DROP TABLE x;--",
        "$HOME",
        "a=b/c=d",
        "{a,b}",
        "[!a]",
        "-rf",
        "--help",
        "x'y'z"
    };

    /** The same, with characters that Windows forbids. */
    static final String[] GLOBBING = {"*.parquet", "**/x", "a?c", "x\"y", "\"; DROP", "a|b|c", "$(cat <x)"};

    private KeyTexts() {}
}
