package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fixed corpus of arguments: each line is an exit code and a command line, with {@code ''} for the empty argument,
 * {@code %F} for a file, {@code %D} for a directory and {@code %S} for the folder of the store.
 */
class ArgumentCorpusTest {

    private static final String CASES = """
            2
            2 --
            0 --help
            0 -h
            0 --version
            0 -V
            2 --nope
            2 -x
            2 ''
            2 lss
            2 LS
            2 -- ls extra extra2
            2 --store
            2 --store= ls
            2 --store '' ls
            2 --store %S/absent ls
            2 --store %F ls
            2 --store nope:x ls
            2 --store mem:x?y=1 ls
            2 --store mem:x?name=a&name=b ls
            2 --store file://host/x ls
            2 --store mem:%zz ls
            2 --store mem:x --store mem:y ls
            0 --store %S ls
            0 ls --store %S
            0 --store=%S ls
            2 --color ls
            2 --color sometimes ls
            0 --color never ls
            0 --color NEVER ls
            2 --progress 3 ls
            2 --json --json ls
            0 --json ls
            0 -q ls
            0 ls -h
            0 ls --help --nope-is-not-read ''
            2 ls --nope
            2 ls db extra
            0 ls ''
            0 ls db/
            2 ls /
            2 ls /db
            2 ls db//
            2 ls ../db
            2 ls --null --json
            2 ls --null=maybe
            3 ls nope
            0 ls -- db
            3 ls -- -l
            2 stat
            2 stat ''
            4 stat nope
            4 stat db
            4 stat db/
            2 stat a//b
            2 stat db/a db/b
            0 stat db/a
            2 cat
            4 cat db
            0 cat db/a
            2 cat db/a --offset
            2 cat db/a --offset x
            2 cat db/a --offset 1e3
            2 cat db/a --offset -1
            2 cat db/a --offset 5
            2 cat db/a --length 0
            2 get
            2 get db/a
            2 get db/a ''
            8 get db/a %D
            8 get db/a %S/x
            4 get db/a %D/no/such/file
            2 get %D/x db/a
            4 get db %D/x
            0 get db/a %D/x
            2 put %F
            4 put db/a %F
            2 put %F %F
            2 put '' db/x
            2 put %D db/x
            2 put %F ''
            2 put %F db/
            13 put %F db/a/b
            13 put --create-only %F db/a
            2 put --create-only --if-version 1 %F db/a
            13 put --if-version 1 %F db/a
            2 put --durability maybe %F db/x
            2 put %F db/a%00%
            0 put %F db/a%2Fb
            2 cp db/a
            2 cp db/a db/a
            4 cp nope db/x
            4 cp db db/x
            13 cp db/a db/a/x
            2 cp db/a db/
            2 rm
            4 rm nope
            8 rm ''
            8 rm /
            8 rm -r /
            8 rm -r -y /
            8 rm -r db
            4 rm db
            3 rm -r -y nope
            3 rm -r nope
            0 rm -r -f nope
            0 rm -rfn nope
            2 rm -r -y ../db
            0 rm -rn db
            0 rm -f nope
            6 rm nope db/gone
            2 databases extra
            2 measurements
            3 measurements nope
            2 measurements a/b
            2 coverage
            3 coverage db
            2 coverage db --cell day
            2 coverage a.b.c
            3 coverage db.nope
            2 coverage db.cpu --by colour
            2 coverage db.cpu --fail-on-gap
            2 coverage db.cpu --fail-on-gap never
            2 coverage db.cpu --fail-on-gap 0h
            2 coverage db.cpu --from 2025-13-01
            2 coverage db.cpu --from 2025-11-02 --to 2025-11-01
            3 du nope
            0 du
            2 du a//b
            3 verify nope
            2 verify --time t
            2 sweep --older-than soon
            0 sweep -n
            2 sweep db
            0 config
            2 config extra
            2 completion
            2 completion tcsh
            0 completion fish
            """;

    @TempDir
    private Path directory;

    private Path store;
    private Path file;
    private Path files;

    @BeforeEach
    void fill() throws IOException {
        store = directory.resolve("store");
        files = Files.createDirectory(directory.resolve("files"));
        file = Files.writeString(directory.resolve("file"), "hello");
        Run.on(store).input("hello").of("put", "-", "db/a");
        Run.on(store).input("hello").of("put", "-", "db/b");
    }

    private String[] arguments(String line) {
        return Arrays.stream(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("''") ? "" : word)
                .map(word -> word.replace("%S", store.toString())
                        .replace("%D", files.toString())
                        .replace("%F", file.toString())
                        .replace("%00%", "\0"))
                .toArray(String[]::new);
    }

    @Test
    void eachCommandLineEndsAsDocumentedAndSaysWhyInOneLine() {
        List<String> wrong = new ArrayList<>();
        List<String> cases = CASES.lines().toList();
        for (String line : cases) {
            int space = line.indexOf(' ');
            int expected = Integer.parseInt(space < 0 ? line : line.substring(0, space));
            String[] arguments = arguments(space < 0 ? "" : line.substring(space));
            Run.Result result = Run.on(store).of(arguments);
            if (result.code() != expected || !saysWhy(result)) {
                wrong.add(line + " -> " + result.code() + " " + result.err());
            }
        }
        System.out.println(
                "arguments: inputs tried " + cases.size() + ", right answers " + (cases.size() - wrong.size()));

        assertThat(cases).hasSizeGreaterThanOrEqualTo(80);
        assertThat(wrong).isEmpty();
    }

    /** An error is one line of its own; several items that fail have one each and a summary; success has none. */
    private static boolean saysWhy(Run.Result result) {
        long errors = result.err()
                .lines()
                .filter(line -> line.startsWith("siltstone: ") || line.startsWith("{\"v\":1,\"type\":\"error\","))
                .count();
        if (result.code() == 0) {
            return errors == 0;
        }
        boolean quiet = result.err().lines().noneMatch(line -> line.startsWith("\tat "));
        return quiet && (result.code() == 6 ? errors > 1 : errors == 1);
    }

    @Test
    void aFolderWithoutPermissionIsForbidden() throws IOException {
        Path closed = directory.resolve("closed");
        Run.on(closed).input("x").of("put", "-", "a");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            // The superuser is not held back by permissions.
            Assumptions.assumeFalse(Files.isReadable(closed), "run as root: permissions cannot be tested");

            assertThat(Run.on(closed).of("ls").code()).isEqualTo(7);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
