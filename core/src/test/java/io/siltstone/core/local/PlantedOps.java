package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Steps with one bug each. */
final class PlantedOps {

    private PlantedOps() {}

    private interface Step {
        void take() throws IOException;
    }

    private static FileOps onForce(FileOps real, Force force) {
        return new PlacedFileOps(real) {
            @Override
            OpenFile opened(OpenFile file, Path path) {
                return new ForwardingOpenFile(file) {
                    @Override
                    public void force() throws IOException {
                        force.force(file::force);
                    }
                };
            }

            @Override
            public void forceFile(Path file) throws IOException {
                force.force(() -> super.forceFile(file));
            }
        };
    }

    private interface Force {
        void force(Step real) throws IOException;
    }

    static FileOps withoutFileForce(FileOps real) {
        return onForce(real, force -> {});
    }

    static FileOps withSecondForce(FileOps real) {
        return onForce(real, force -> {
            try {
                force.take();
            } catch (IOException e) {
                force.take();
            }
        });
    }

    static FileOps withoutDirectoryForce(FileOps real) {
        return new PlacedFileOps(real) {
            @Override
            public void forceDirectory(Path directory) {
                // Says that it is done.
            }
        };
    }

    /** All that is staged once the store is open has one name. */
    static FileOps withSharedStagingName(FileOps real) {
        return new PlacedFileOps(real) {
            @Override
            Path place(Path path) {
                return isStaged(path) && !isProbe(path) ? path.resolveSibling("0".repeat(32) + owner(path)) : path;
            }

            @Override
            public OpenFile create(Path file) throws IOException {
                try {
                    return super.create(file);
                } catch (FileAlreadyExistsException e) {
                    OpenFile shared = super.openForUpdate(file);
                    shared.truncate(0);
                    return shared;
                }
            }

            private String owner(Path path) {
                String name = path.getFileName().toString();
                return name.substring(name.indexOf('-'));
            }

            /** What a store tries at its opening, which would find the bug at once. */
            private boolean isProbe(Path path) {
                return StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals(LocalProbe.class.getName())));
            }
        };
    }

    /** Staging is in the root itself. */
    static FileOps withStagingAmongObjects(FileOps real) {
        return new PlacedFileOps(real) {
            @Override
            Path place(Path path) {
                return isStaged(path) ? root(path).resolve(path.getFileName()) : path;
            }

            @Override
            public List<String> list(Path directory) throws IOException {
                boolean staging = directory.endsWith(".siltstone/staging");
                return staging
                        ? super.list(root(directory.resolve("x"))).stream()
                                .filter(name -> name.endsWith(".tmp"))
                                .toList()
                        : super.list(directory);
            }

            private Path root(Path staged) {
                return staged.getParent().getParent().getParent();
            }
        };
    }

    private static boolean isStaged(Path path) {
        return path.getParent() != null
                && path.getParent().endsWith(".siltstone/staging")
                && path.toString().endsWith(".tmp");
    }

    /** Nobody can tell which processes live, so that only age is left to go by. */
    static FileOps withoutProcesses(FileOps real) {
        return new PlacedFileOps(real) {
            @Override
            public OpenFile openForReading(Path file) throws IOException {
                if (file.startsWith("/proc")) {
                    throw new IOException("Permission denied");
                }
                return super.openForReading(file);
            }
        };
    }

    /** Symbolic links are what they lead to. */
    static FileOps thatFollowLinks(CrashFs real) {
        return new PlacedFileOps(real) {
            @Override
            public FileOps confined(Path root) {
                return this;
            }

            @Override
            public Optional<FileFacts> facts(Path path) throws IOException {
                Optional<FileFacts> facts = super.facts(path);
                return facts.isPresent() && facts.get().kind() == FileKind.OTHER
                        ? super.facts(real.top().resolve(real.readLink(path).substring(1)))
                        : facts;
            }

            @Override
            public FileKind kind(Path path) throws IOException {
                return facts(path).map(FileFacts::kind).orElse(FileKind.ABSENT);
            }
        };
    }

    /** The force of a transfer's bytes comes after that of the journal that counts them. */
    static FileOps withJournalFirst(FileOps real) {
        return new PlacedFileOps(real) {

            private Optional<Path> owed = Optional.empty();

            @Override
            public void forceFile(Path file) {
                owed = Optional.of(file);
            }

            @Override
            OpenFile opened(OpenFile file, Path path) {
                return new ForwardingOpenFile(file) {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        pay();
                    }
                };
            }

            private void pay() throws IOException {
                if (owed.isPresent()) {
                    Path file = owed.get();
                    owed = Optional.empty();
                    super.forceFile(file);
                }
            }
        };
    }
}
