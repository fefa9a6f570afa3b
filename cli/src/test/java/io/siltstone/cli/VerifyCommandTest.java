package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void fill() throws IOException {
        store = WeatherStore.in(directory);
    }

    @Test
    void soundFilesPass() {
        Run.Result result = Run.on(store).of("verify", "--time-bounds", "weather");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("verified 70 files, 420 rows, 0 offences, 0 notes; ");
    }

    @Test
    void damageIsExitCode11AndNamed() {
        Run.on(store).input("PAR1 and no footer").of("put", "-", "weather/hourly/2025/11/04/00/b.parquet");
        Run.on(store).input("").of("put", "-", "weather/hourly/2025/11/04/00/c.parquet");

        Run.Result result = Run.on(store).of("verify");

        assertThat(result.code()).isEqualTo(11);
        assertThat(result.lines()).hasSize(2);
        assertThat(result.lines().get(0)).startsWith("weather/hourly/2025/11/04/00/b.parquet: ");
        assertThat(result.lines().get(1)).startsWith("weather/hourly/2025/11/04/00/c.parquet: empty: ");
        assertThat(result.err()).contains("72 files", "2 offences");
    }

    @Test
    void aFileOutsideTheWindowOfItsPathIsFoundWithTimeBoundsOnly() {
        String first = Run.on(store).of("ls", "-r").lines().get(0);
        Run.on(store).of("cp", first, "weather/hourly/2025/11/05/00/a.parquet");

        assertThat(Run.on(store).of("verify").code()).isZero();
        Run.Result result = Run.on(store).of("verify", "--time-bounds", "--json");
        assertThat(result.code()).isEqualTo(11);
        assertThat(result.lines().get(0))
                .startsWith("{\"v\":1,\"type\":\"finding\",\"key\":\"weather/hourly/2025/11/05/00/a.parquet\",")
                .contains("\"finding\":\"out-of-window\"")
                .endsWith("\"offence\":true}");
        assertThat(result.lines().get(1))
                .startsWith("{\"v\":1,\"type\":\"summary\",\"filesChecked\":71,")
                .contains("\"offences\":1");
    }

    @Test
    void anotherStoreIsComparedAndBitRotFoundByTheStoredHash() throws IOException {
        Path copy = directory.resolve("copy");
        assertThat(Run.plain().of("sync", store.toString(), copy.toString()).code())
                .isZero();
        Run.Result same = Run.on(copy).of("verify", "--deep", "--against", store.toString());
        assertThat(same.code()).as(same.out()).isZero();
        assertThat(same.err()).contains("70 held against a hash");

        String first = Run.on(copy).of("ls", "-r").lines().get(0);
        Path file = copy.resolve(first);
        FileTime modified = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[10] ^= 4;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, modified);

        Run.Result rotten = Run.on(copy).of("verify", "--deep");
        assertThat(rotten.code()).isEqualTo(11);
        assertThat(rotten.lines()).singleElement().asString().startsWith(first + ": bit-rot: ");
        Run.Result different = Run.on(copy).of("verify", "--deep", "--against", store.toString(), "--json");
        assertThat(different.code()).isEqualTo(11);
        assertThat(different.out()).contains("\"finding\":\"different\"", "\"hashesChecked\":70");
        Run.on(copy).of("rm", first);
        Run.Result missing = Run.on(copy).of("verify", "--against", store.toString());
        assertThat(missing.lines()).singleElement().asString().startsWith(first + ": missing: ");
        assertThat(Run.on(copy)
                        .of("verify", "--against", directory.resolve("nope").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void nothingBelowIsExitCode3() {
        assertThat(Run.on(store).of("verify", "nope").code()).isEqualTo(3);
    }
}
