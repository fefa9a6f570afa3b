package io.siltstone.cli.session;

/** What colour says; never the only thing that says it. */
public enum Style {
    ERROR("1;31"),
    WARNING("33"),
    GOOD("32"),
    HEADING("1"),
    FAINT("2");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between the ANSI codes that set and reset the style. */
    public String apply(String text) {
        return "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
