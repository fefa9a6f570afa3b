package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.StoreOption;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher script starts the real process, with the classes of this build in place of a distribution. */
class LauncherTest {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path directory;

    private Path launcher;
    private Path store;

    /** What a process left. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        Path script = Path.of("..", "siltstone");
        Path lib = Files.createDirectories(directory.resolve("home/cli/target/dist/lib"));
        launcher = directory.resolve("home/siltstone");
        Files.copy(script, launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(lib.resolveSibling("complete"));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        attributes.put(Attributes.Name.CLASS_PATH, classPath);
        new JarOutputStream(Files.newOutputStream(lib.resolve("siltstone-cli-test.jar")), manifest).close();
        store = directory.resolve("store");
    }

    private ProcessBuilder shell(String script) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, launcher.toString());
        builder.environment().put(StoreOption.VARIABLE, store.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectOutput(directory.resolve("out").toFile());
        builder.redirectError(directory.resolve("err").toFile());
        return builder;
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    private Ended run(String script) throws IOException, InterruptedException {
        Process process = shell(script).start();
        process.getOutputStream().close();
        return end(process);
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandWithoutAWord() throws IOException, InterruptedException {
        Run.on(store).input(new byte[4 << 20]).of("put", "-", "large");

        Ended ended = run("{ \"$0\" cat large; echo $? >&2; } | head -c 1 | wc -c");

        assertThat(ended.out().strip()).isEqualTo("1");
        assertThat(ended.err()).isEqualTo("141\n");
    }

    @Test
    void namesBeyondAsciiWorkUnderTheLocaleC() throws IOException, InterruptedException {
        Ended ended = run("export LC_ALL=C; printf x | \"$0\" -q put - 'caf\u00e9/\u65e5\u672c' && \"$0\" ls -r");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("caf\u00e9/\u65e5\u672c\n");
    }

    @Test
    void anArgumentThatIsNoUtf8IsRefused() throws IOException, InterruptedException {
        Run.on(store).input("x").of("put", "-", "a");

        Ended ended = run("\"$0\" ls \"$(printf 'a\\377')\"");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("siltstone: argument 2 has bytes that are no text")
                .hasLineCount(1);
    }

    @Test
    void aStreamThatIsClosedFailsAndIsNeverAnotherFile() throws IOException, InterruptedException {
        Run.on(store).input("x").of("put", "-", "a");

        Ended input = run("\"$0\" put - b <&-");
        Ended list = run("\"$0\" rm --files-from - <&-");
        Ended output = run("\"$0\" ls >&-");

        assertThat(input.code()).isEqualTo(1);
        assertThat(input.err()).startsWith("siltstone: ").hasLineCount(1);
        assertThat(list.code()).isEqualTo(1);
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err()).startsWith("siltstone: standard output").hasLineCount(1);
        assertThat(Run.on(store).of("ls").out()).isEqualTo("a\n");
        assertThat(run("\"$0\" stat b 2>&-").code()).isEqualTo(4);
    }

    @Test
    void terminationEndsWith143AndLeavesNothingStaged() throws IOException, InterruptedException {
        assertThat(signalled("TERM").code()).isEqualTo(143);
        assertThat(staged()).isEmpty();
        assertThat(Run.on(store).of("stat", "a").code()).isEqualTo(4);
    }

    @Test
    void interruptionEndsWith130AndLeavesNothingStaged() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                ignoresInterrupts(), "SIGINT is ignored by whoever started this build: it cannot be tested");

        assertThat(signalled("INT").code()).isEqualTo(130);
        assertThat(staged()).isEmpty();
    }

    /** A signal in the midst of a write from standard input. */
    private Ended signalled(String signal) throws IOException, InterruptedException {
        Run.on(store).input("x").of("put", "-", "before");
        Process process = shell("exec \"$0\" put - a").start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(new byte[1 << 20]);
            input.flush();
            while (staged().isEmpty() && process.isAlive()) {
                Thread.onSpinWait();
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return end(process);
        }
    }

    private String staged() throws IOException {
        Path staging = store.resolve(".siltstone/staging");
        if (!Files.isDirectory(staging)) {
            return "";
        }
        try (Stream<Path> files = Files.list(staging)) {
            return files.map(Path::toString).collect(Collectors.joining(" "));
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .map(line -> line.substring("SigIgn:".length()).strip())
                .orElse("0");
        return (Long.parseUnsignedLong(ignored, 16) & 2) != 0;
    }
}
