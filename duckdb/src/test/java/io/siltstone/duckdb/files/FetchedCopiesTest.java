package io.siltstone.duckdb.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ChangedDuringReadException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchedCopiesTest {

    @TempDir
    private Path directory;

    @Test
    void whatCouldNotBeFetchedIsNotTakenForACopyAfterwards() throws Exception {
        try (Storage storage = Storage.open("mem:copies")) {
            ObjectInfo a = storage.write("a", new byte[] {1});
            ObjectInfo b = storage.write("b", new byte[] {2, 2});
            storage.delete("b");
            try (FetchedCopies copies = new FetchedCopies(storage, directory.resolve("run"), Optional.empty())) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> copies.copies(List.of(a, b)))
                            .isInstanceOf(ChangedDuringReadException.class);
                }
                assertThat(directory.resolve("run")).isEmptyDirectory();
                assertThat(copies.copies(List.of(a)).get(0)).hasBinaryContent(new byte[] {1});
            }
        }
    }

    /** It may be a second name of a file that the cache keeps. */
    @Test
    void aNameThatIsTakenIsNotWrittenThrough() throws Exception {
        try (Storage storage = Storage.open("mem:taken")) {
            ObjectInfo a = storage.write("a", new byte[] {1, 2, 3});
            Path run = Files.createDirectory(directory.resolve("run"));
            Path kept = Files.write(directory.resolve("kept"), new byte[] {7});
            Files.createLink(run.resolve("0.parquet"), kept);
            try (FetchedCopies copies = new FetchedCopies(storage, run, Optional.empty())) {
                assertThatThrownBy(() -> copies.copies(List.of(a))).isInstanceOf(FileAlreadyExistsException.class);
            }
            assertThat(kept).hasBinaryContent(new byte[] {7});
        }
    }
}
