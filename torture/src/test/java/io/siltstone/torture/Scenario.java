package io.siltstone.torture;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a store is asked while a system call fails. Each may be asked again, and then comes to its end. */
enum Scenario {
    OPEN(stage -> {}, stage -> {
        if (stage.report().attempt(stage::open)) {
            stage.put("first", stage.small(), WriteOptions.DEFAULT);
        }
    }),
    WRITE(Scenario::opened, stage -> stage.put("kept/new", stage.small(), WriteOptions.DEFAULT)),
    WRITE_IN_NEW_DIRECTORIES(Scenario::opened, stage -> stage.put("x/y/new", stage.small(), WriteOptions.DEFAULT)),
    WRITE_LARGE(Scenario::opened, stage -> stage.put("kept/large", stage.large(), WriteOptions.DEFAULT)),
    WRITE_IN_PIECES(Scenario::opened, stage -> stage.putInPieces("kept/pieces", stage.large(), WriteOptions.DEFAULT)),
    WRITE_WITH_METADATA(
            Scenario::opened,
            stage -> stage.put("kept/new", stage.small(), WriteOptions.DEFAULT.withMetadata(Map.of("name", "value")))),
    OVERWRITE(Scenario::opened, stage -> stage.put("kept/old", stage.small(), WriteOptions.DEFAULT)),
    OVERWRITE_LARGE(Scenario::opened, stage -> stage.put("kept/old", stage.large(), WriteOptions.DEFAULT)),
    REPLACE_VERSION(
            Scenario::opened,
            stage -> stage.report().attempt(() -> {
                String version = stage.store()
                        .stat(Stage.key("kept/old"))
                        .orElseThrow()
                        .info()
                        .version()
                        .orElseThrow();
                stage.put("kept/old", stage.small(), WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version)));
            })),
    CREATE_ONLY(Scenario::opened, stage -> stage.put("kept/new", stage.small(), WriteOptions.CREATE_ONLY)),
    CREATE_ONLY_TAKEN(
            Scenario::opened, stage -> stage.putInPieces("kept/old", stage.small(), WriteOptions.CREATE_ONLY)),
    COPY(Scenario::opened, stage -> {
        Content content = stage.small();
        stage.put("kept/from", content, WriteOptions.DEFAULT);
        stage.report()
                .change(
                        "z/to",
                        Optional.of(content),
                        () -> stage.store().copy(Stage.key("kept/from"), Stage.key("z/to"), CopyOptions.DEFAULT));
    }),
    RESUME_AND_APPEND(Scenario::opened, stage -> {
        Content content = stage.transferred();
        stage.report().change("t/resumed", Optional.of(content), () -> {
            stage.stageUpTo(content.sizeBytes() / 3, "t/resumed", content);
            stage.stageUpTo(content.sizeBytes() / 2, "t/resumed", content);
            stage.finish("t/resumed", content);
        });
    }),
    COMMIT(
            stage -> {
                opened(stage);
                stage.stageUpTo(stage.transferred().sizeBytes(), "t/committed", stage.transferred());
            },
            stage -> stage.report()
                    .change(
                            "t/committed",
                            Optional.of(stage.transferred()),
                            () -> stage.finish("t/committed", stage.transferred()))),
    DELETE(Scenario::opened, stage -> stage.delete("kept/old")),
    DELETE_BATCH(
            stage -> {
                opened(stage);
                for (String key : List.of("b/1", "b/2", "b/3", "c/1", "c/2", "c/3")) {
                    stage.put(key, stage.small(), WriteOptions.DEFAULT);
                }
            },
            stage -> stage.deleteBatch(List.of("b/1", "b/2", "b/absent", "c/1", "c/2"))),
    REMOVE_DIRECTORY(
            stage -> {
                opened(stage);
                stage.put("e/f/g", stage.small(), WriteOptions.DEFAULT);
                stage.put("e/h/i", stage.small(), WriteOptions.DEFAULT);
                stage.deleteBatch(List.of("e/f/g", "e/h/i"));
            },
            stage -> {
                stage.removeDirectory("e/");
                stage.removeDirectory("kept/");
            }),
    SWEEP(
            stage -> {
                opened(stage);
                abandon(stage);
            },
            stage -> stage.report().attempt(() -> stage.store().sweep(SweepRequest.DEFAULT)));

    /** What a scenario does with a stage. */
    interface Act {
        void on(Stage stage) throws IOException;
    }

    private final Act preparation;
    private final Act act;

    Scenario(Act preparation, Act act) {
        this.preparation = preparation;
        this.act = act;
    }

    /** Brings the store to where the scenario begins; nothing fails here. */
    void prepare(Stage stage) throws IOException {
        preparation.on(stage);
    }

    /** What is asked while calls fail, and asked again afterwards. */
    void run(Stage stage) throws IOException {
        act.on(stage);
    }

    private static void opened(Stage stage) throws IOException {
        stage.open();
        stage.put("kept/old", stage.small(), WriteOptions.DEFAULT);
        stage.put("kept/other", stage.small(), WriteOptions.DEFAULT);
    }

    /** Leaves what two dead processes would have: of our process number, but started at another time. */
    private static void abandon(Stage stage) throws IOException {
        Path staging = stage.root().resolve(".siltstone/staging");
        try (ObjectWriter writer =
                stage.store().openWriter(Stage.key("kept/never"), OptionalLong.empty(), WriteOptions.DEFAULT)) {
            writer.write(new byte[100]);
            Path mine;
            try (Stream<Path> files = Files.list(staging)) {
                mine = files.findFirst().orElseThrow();
            }
            String name = mine.getFileName().toString();
            Files.copy(mine, staging.resolve(name.replace(".tmp", "1.tmp")));
            Files.copy(mine, staging.resolve(name.replace(".tmp", "2.tmp")));
        }
    }
}
