package io.siltstone.core.local;

import io.siltstone.core.Durability;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigDefault;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A store in a directory of this machine.
 *
 * @param root the directory that holds the keys as files; made absolute
 * @param durability what an acknowledged change outlives unless a write says otherwise
 * @param create whether a missing or empty root becomes a store; without it, opening and reading write nothing
 */
public record LocalConfig(
        Path root,
        @ConfigDefault("FULL") Durability durability,
        @ConfigDefault("true") boolean create) implements BackendConfig {

    static final String TYPE = "local";

    public LocalConfig {
        Objects.requireNonNull(durability, "durability");
        if (root.toString().isEmpty()) {
            throw new IllegalArgumentException("root is empty; the current directory is written `.`");
        }
        root = absolute(root);
    }

    /** A store that is made where it is missing and loses nothing that it acknowledged. */
    public static LocalConfig of(Path root) {
        return new LocalConfig(root, Durability.FULL, true);
    }

    /** The same, outliving what the durability says. */
    public LocalConfig withDurability(Durability other) {
        return new LocalConfig(root, other, create);
    }

    /** The same, but of a store that must be there. */
    public LocalConfig withoutCreate() {
        return new LocalConfig(root, durability, false);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** A path with {@code ..} keeps it: what it means depends on symbolic links, which only the file system knows. */
    private static Path absolute(Path root) {
        Path absolute = root.toAbsolutePath();
        for (Path name : absolute) {
            if (name.toString().equals("..")) {
                return absolute;
            }
        }
        return absolute.normalize();
    }
}
