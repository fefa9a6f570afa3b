package io.siltstone.core.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a file of profiles: {@code [name]}, {@code name = value}, comments that begin with {@code #} or {@code ;},
 * and empty ones. Nothing else is a line, and nothing may stand twice.
 */
final class ProfileText {

    static final String STORE = "store";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SECTION = Pattern.compile("\\[(?<name>[^\\[\\]]*)]");
    private static final Pattern SETTING = Pattern.compile("(?<key>[A-Za-z][A-Za-z0-9_]{0,63})\\s*=\\s*(?<value>.*)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)}");

    private final List<String> lines;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    /** Where a section stands, and what it says. */
    private record Section(int firstLine, Map<String, Integer> lines, Map<String, String> values) {}

    /** @throws IllegalArgumentException if a line is none; the message has its number and nothing of its value */
    ProfileText(List<String> lines) {
        this.lines = List.copyOf(lines);
        Optional<Section> section = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            requirePrintable(line, i);
            if (line.startsWith("[")) {
                section = Optional.of(begin(line, i));
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                int number = i;
                add(section.orElseThrow(() -> refused(number, "stands before the first [profile]")), line, i);
            }
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a profile's name is up to 64 letters, digits, dots, hyphens and underscores");
        }
    }

    private Section begin(String line, int index) {
        Matcher matcher = SECTION.matcher(line);
        if (!matcher.matches() || !isName(matcher.group("name"))) {
            throw refused(index, "is no [profile]");
        }
        Section section = new Section(index, new LinkedHashMap<>(), new LinkedHashMap<>());
        if (sections.put(matcher.group("name"), section) != null) {
            throw refused(index, "begins a profile that is there already");
        }
        return section;
    }

    private static void add(Section section, String line, int index) {
        Matcher matcher = SETTING.matcher(line);
        if (!matcher.matches()) {
            throw refused(index, "is no `name = value`");
        }
        String key = matcher.group("key");
        String value = matcher.group("value");
        if (value.isEmpty()) {
            throw refused(index, "gives `" + key + "` no value");
        }
        if (isVariable(key) && !REFERENCE.matcher(value).matches()) {
            throw refused(
                    index,
                    "must take `" + key
                            + "` from another variable, written ${NAME}: this file is no place for secrets");
        }
        if (section.lines().put(key, index) != null) {
            throw refused(index, "gives `" + key + "` a second time");
        }
        section.values().put(key, value);
    }

    List<String> names() {
        return List.copyOf(sections.keySet());
    }

    /** @throws IllegalArgumentException if it has no store */
    Optional<StoreProfile> profile(String name) {
        Section section = sections.get(name);
        if (section == null) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> variables = new LinkedHashMap<>();
        section.values().forEach((key, value) -> {
            Matcher reference = REFERENCE.matcher(value);
            if (isVariable(key) && reference.matches()) {
                variables.put(key, reference.group("name"));
            } else {
                settings.put(key, value);
            }
        });
        String store = settings.remove(STORE);
        if (store == null) {
            throw refused(section.firstLine(), "begins a profile without a `store`");
        }
        return Optional.of(new StoreProfile(name, store, settings, variables));
    }

    /** The lines with the profile's store and settings in place of those it had; its variables and all comments stay. */
    List<String> with(String name, String store, Map<String, String> settings) {
        requireName(name);
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(STORE, store);
        wanted.putAll(settings);
        List<String> changed = new ArrayList<>(lines);
        Section section = sections.get(name);
        if (section == null) {
            if (!changed.isEmpty() && !changed.get(changed.size() - 1).isBlank()) {
                changed.add("");
            }
            changed.add("[" + name + "]");
            wanted.forEach((key, value) -> changed.add(key + " = " + value));
            return changed;
        }
        int end = section.lines().values().stream().reduce(section.firstLine(), Math::max) + 1;
        List<Integer> dropped = new ArrayList<>();
        section.lines().forEach((key, index) -> {
            String value = wanted.remove(key);
            if (value != null) {
                changed.set(index, key + " = " + value);
            } else if (!isVariable(key)) {
                dropped.add(index);
            }
        });
        List<String> added = new ArrayList<>();
        wanted.forEach((key, value) -> added.add(key + " = " + value));
        changed.addAll(end, added);
        // From the last one on: what goes first must not move the others.
        dropped.stream().sorted((a, b) -> Integer.compare(b, a)).forEach(index -> changed.remove((int) index));
        return changed;
    }

    private static boolean isVariable(String key) {
        return VARIABLE.matcher(key).matches();
    }

    private static void requirePrintable(String line, int index) {
        boolean printable = line.codePoints()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\t') || Character.getType(c) == Character.FORMAT);
        if (!printable) {
            throw refused(index, "holds a character that does not show");
        }
    }

    private static IllegalArgumentException refused(int index, String reason) {
        return new IllegalArgumentException("line " + (index + 1) + " " + reason);
    }
}
