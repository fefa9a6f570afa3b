package io.siltstone.core.layout;

import java.util.regex.Pattern;

/** The globs of DuckDB, by translation to a regular expression. */
final class GlobMatcher {

    private final Pattern pattern;

    GlobMatcher(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 3;
            } else if (c == '*') {
                regex.append("[^/]*");
                i++;
            } else if (c == '?') {
                regex.append("[^/]");
                i++;
            } else if (c == '[') {
                // The first character of a class is a member even when it is a bracket.
                int close = glob.indexOf(']', i + 2);
                regex.append('[');
                for (char member : glob.substring(i + 1, close).toCharArray()) {
                    regex.append(member == '-' ? "-" : "\\x{" + Integer.toHexString(member) + "}");
                }
                regex.append(']');
                i = close + 1;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
                i++;
            }
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
