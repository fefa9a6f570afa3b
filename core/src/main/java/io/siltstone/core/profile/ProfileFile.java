package io.siltstone.core.profile;

import io.siltstone.core.Environment;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@link StoreProfile}s, read as a whole. A file that breaks a rule is an error, never a file without profiles:
 * <pre>{@code
 * # where the nightly copies go
 * [backup]
 * store = s3://backup/siltstone
 * endpoint = https://s3.example.org
 * AWS_ACCESS_KEY_ID = ${BACKUP_KEY_ID}
 * AWS_SECRET_ACCESS_KEY = ${BACKUP_SECRET}
 * }</pre>
 * A file that others than its owner may write is refused: whoever writes it says where keys are sent.
 */
public final class ProfileFile {

    /** Far beyond what people write; small enough to refuse before it costs memory. */
    static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final ProfileText text;

    private ProfileFile(Path file, ProfileText text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Where the file is: {@code siltstone/config} in {@code XDG_CONFIG_HOME}, or in {@code .config} of {@code HOME} where that
     * is not set or, as the XDG Base Directory Specification has it, not absolute; empty where there is no home either.
     */
    public static Optional<Path> location(Environment environment) {
        return environment
                .get("XDG_CONFIG_HOME")
                .filter(home -> Path.of(home).isAbsolute())
                .or(() -> environment.get("HOME").map(home -> home + "/.config"))
                .map(home -> Path.of(home, "siltstone", "config"));
    }

    /**
     * Reads the file; one that is not there has no profiles.
     *
     * @throws ConfigurationException if it cannot be read, is too long, no UTF-8 or no file of profiles, or others may write it
     */
    public static ProfileFile read(Path file) throws ConfigurationException {
        try {
            byte[] bytes = bytes(file);
            requirePrivate(file);
            String content = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ProfileFile(file, new ProfileText(content.lines().toList()));
        } catch (NoSuchFileException e) {
            return new ProfileFile(file, new ProfileText(List.of()));
        } catch (CharacterCodingException e) {
            throw refused(file, "it is no text in UTF-8", null);
        } catch (ConfigurationException e) {
            throw e;
        } catch (IOException e) {
            throw refused(file, "it cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()), null);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file, "it is longer than " + MAX_BYTES + " bytes", null);
            }
            return bytes;
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(file, "others than its owner may write it; `chmod go-w` it", null);
        }
    }

    public Path file() {
        return file;
    }

    /** In the order of the file. */
    public List<String> names() {
        return text.names();
    }

    /**
     * The profile of that name.
     *
     * @throws ConfigurationException if there is none, or it has no store
     */
    public StoreProfile profile(String name) throws ConfigurationException {
        Optional<StoreProfile> profile;
        try {
            profile = text.profile(name);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()), null);
        }
        return profile.orElseThrow(() -> refused(
                file,
                "there is no profile `" + name + "`"
                        + (names().isEmpty() ? "" : "; there are: " + String.join(", ", names())),
                null));
    }

    /**
     * Writes the file anew, whole and at once, with the profile's store and settings in place of those that it had. Its
     * variables, all comments and all other profiles stay; a file that was not there can be read by its owner alone.
     *
     * @throws ConfigurationException if it cannot be written, or what it would hold is no file of profiles
     * @throws IllegalArgumentException if the name is none
     */
    public ProfileFile save(String name, String store, Map<String, String> settings) throws ConfigurationException {
        ProfileText.requireName(name);
        List<String> lines = text.with(name, store, settings);
        ProfileText checked;
        try {
            checked = new ProfileText(lines);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()), null);
        }
        try {
            ReplacedFile.write(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw refused(file, "it cannot be written: " + e, e);
        }
        return new ProfileFile(file, checked);
    }

    private static ConfigurationException refused(Path file, String reason, @Nullable Throwable cause) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, file.toString()), reason, cause);
    }
}
