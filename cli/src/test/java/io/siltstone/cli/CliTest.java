package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.Streams;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    @TempDir
    private Path directory;

    @Test
    void versionGoesToStandardOutput() {
        Run.Result result = Run.plain().of("--version");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("siltstone ").contains("(Java " + Runtime.version());
        assertThat(result.err()).isEmpty();
    }

    @Test
    void helpNamesEveryCommand() {
        Run.Result result = Run.plain().of("--help");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(CommandTable.NAMES).allMatch(name -> result.out().contains("  " + name));
    }

    @Test
    void eachCommandHasHelpThatNamesIt() {
        for (String name : CommandTable.NAMES) {
            Run.Result result = Run.plain().of(name, "--help");

            assertThat(result.code()).isZero();
            assertThat(result.out())
                    .startsWith("Usage: siltstone " + name + " ")
                    .contains("--store");
        }
    }

    @Test
    void helpIsColouredOnlyWhereColourIsWanted() {
        assertThat(Run.plain().of("--help").out()).doesNotContain("\u001B");
        assertThat(Run.plain().of("--color", "always", "--help").out()).contains("\u001B[");
    }

    @Test
    void withoutACommandItIsAUsageError() {
        Run.Result result = Run.plain().of();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("siltstone: name a command; try `siltstone --help`\n");
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        Run.Result result = Run.plain().of("databasse");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("siltstone: there is no command `databasse`, did you mean ")
                .contains("databases")
                .hasLineCount(1);
    }

    @Test
    void anUnknownOptionIsOneLineAndPointsToTheHelpOfItsCommand() {
        Run.Result result = Run.plain().of("ls", "--nope");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("--nope")
                .endsWith("; try `siltstone ls --help`\n")
                .hasLineCount(1);
    }

    @Test
    void whoseStatementLooksLikeAnOptionIsToldHowToSayThatItIsNone() {
        Run.Result result = Run.on(directory).of("query", "-- a comment\nSELECT 1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .endsWith("; put `--` before an argument that begins with a hyphen, or try `siltstone query --help`\n");
        Run.on(directory).of("put", "--create-only", "-", "db/m/x");
        Run.Result told = Run.on(directory).of("query", "--", "-- a comment\nSELECT 1 AS one");
        assertThat(told.out()).contains("one");
        assertThat(told.code()).isZero();
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        String store = directory.resolve("store").toString();
        Run.plain().input("x").of("--store", store, "put", "-", "a");

        assertThat(Run.plain().of("--store", store, "--json", "ls").out())
                .isEqualTo(Run.plain().of("ls", "--json", "--store", store).out())
                .contains("\"key\":\"a\"");
    }

    @Test
    void aUsageErrorIsJsonWhereJsonIsAskedFor() {
        Run.Result result = Run.plain().of("ls", "--json", "--nope");

        assertThat(result.err())
                .startsWith("{\"v\":1,\"type\":\"error\",\"error\":\"Usage\",\"message\":")
                .endsWith(",\"exitCode\":2}\n");
    }

    @Test
    void aMissingStoreIsAnErrorAndIsNotMade() {
        Path store = directory.resolve("absent");

        Run.Result result = Run.on(store).of("ls");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(store.toString())
                .contains("SILTSTONE_STORE")
                .hasLineCount(1);
        assertThat(store).doesNotExist();
    }

    @Test
    void anErrorOfTheStoreInJsonNamesOperationStoreKeyAndExitCode() {
        Run.on(directory).input("x").of("put", "-", "a");

        Run.Result result = Run.on(directory).input("x").of("--json", "put", "--create-only", "-", "a");

        assertThat(result.code()).isEqualTo(13);
        assertThat(result.err())
                .contains("\"error\":\"AlreadyExists\"", "\"operation\":\"write\"", "\"key\":\"a\"", "\"exitCode\":13")
                .contains("\"store\":\"local:" + directory)
                .hasLineCount(1);
    }

    @Test
    void jsonComesWithoutWordsForPeople() {
        String store = directory.toString();
        assertThat(Run.on(directory).input("x").of("--json", "put", "-", "db/a").err())
                .isEmpty();
        assertThat(Run.on(directory)
                        .of("--json", "sync", store, store + "-copy")
                        .err())
                .isEmpty();
        assertThat(Run.on(directory).of("--json", "rm", "db/a").err()).isEmpty();
        assertThat(Run.on(directory).of("--json", "ls").err()).isEmpty();
        assertThat(Run.on(directory).input("x").of("put", "-", "db/a").err()).startsWith("put db/a: ");
    }

    @Test
    void debugAddsTheTraceAfterTheLine() {
        Run.on(directory).input("x").of("put", "-", "a");

        Run.Result result = Run.on(directory).of("--debug", "stat", "a//b");

        assertThat(result.err().lines().findFirst().orElseThrow()).startsWith("siltstone: stat ");
        assertThat(result.err()).contains("\tat io.siltstone.core.Storage");
    }

    @Test
    void anErrorIsRedOnlyWhereColourIsWanted() {
        assertThat(Run.plain().terminals(Streams.Terminal.ERR).of("nope").err()).startsWith("\u001B[1;31msiltstone:");
        assertThat(Run.plain()
                        .terminals(Streams.Terminal.ERR)
                        .with("NO_COLOR", "1")
                        .of("nope")
                        .err())
                .startsWith("siltstone:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uFFFDb", "\uFFFD"})
    void anArgumentThatCouldNotBeDecodedIsRefused(String argument) {
        Run.Result result = Run.on(directory).of("rm", argument);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("argument 2 has bytes that are no text")
                .hasLineCount(1);
    }

    @Test
    void anArgumentThatBeginsWithAtIsAKeyAndNoFileOfArguments() {
        assertThat(Run.on(directory).input("x").of("put", "-", "@k").code()).isZero();
        assertThat(Run.on(directory).of("cat", "@k").out()).isEqualTo("x");
    }
}
