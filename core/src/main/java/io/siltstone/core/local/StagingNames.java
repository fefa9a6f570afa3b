package io.siltstone.core.local;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that nobody can guess or meet twice, and that tell who made them. */
final class StagingNames {

    /** What is staged beside its target begins with this, and with it a name that no key has. */
    private static final String BESIDE = ".vt-";

    private static final int RANDOM_BYTES = 16;
    private static final Pattern FORM = Pattern.compile(
            "(?:\\.vt-)?[0-9a-f]{32}-(?<host>[0-9a-f]{32})-(?<pid>[0-9]{1,18})-(?<start>[0-9]{1,18})é?\\.tmp");

    private final RandomGenerator random;
    private final OwnerToken self;

    StagingNames(RandomGenerator random, OwnerToken self) {
        this.random = random;
        this.self = self;
    }

    /** Who makes them: this process. */
    OwnerToken self() {
        return self;
    }

    /** 128 random bits in hexadecimal digits. */
    String randomHex() {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** A name that was never there. */
    String next() {
        return randomHex() + '-' + self + ".tmp";
    }

    /** Such a name for a directory of keys, where listings do not show it. */
    String nextBeside() {
        return BESIDE + next();
    }

    /** Whether the name is one that {@link #nextBeside} gives, to whatever process. */
    static boolean isBeside(String name) {
        return name.startsWith(BESIDE) && FORM.matcher(name).matches();
    }

    /** Such a name with an accent in it, in NFC. */
    String nextAccented() {
        return randomHex() + '-' + self + "é.tmp";
    }

    /** Who made the name; empty for a name that is not ours. */
    static Optional<OwnerToken> owner(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new OwnerToken(
                matcher.group("host"), Long.parseLong(matcher.group("pid")), Long.parseLong(matcher.group("start"))));
    }
}
