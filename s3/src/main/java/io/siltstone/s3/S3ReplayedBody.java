package io.siltstone.s3;

import io.siltstone.core.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A source that can be opened again, as the body of a request without frames: the SDK reads it once for each sum that it
 * tells beforehand, and once to send it. For one thread.
 */
final class S3ReplayedBody implements ContentStreamProvider, AutoCloseable {

    private final Source.Replayable source;
    private final long size;
    private @Nullable S3ExactStream stream;
    private @Nullable InputStream opened;
    private @Nullable IOException notOpened;

    S3ReplayedBody(Source.Replayable source, long size) {
        this.source = source;
        this.size = size;
    }

    @Override
    public InputStream newStream() {
        try {
            close();
            opened = source.open();
            stream = new S3ExactStream(opened, size);
            return stream;
        } catch (IOException e) {
            notOpened = e;
            throw new UncheckedIOException(e);
        }
    }

    /** What the source threw; empty as long as it threw nothing. */
    Optional<IOException> failure() {
        S3ExactStream last = stream;
        return Optional.ofNullable(notOpened).or(() -> last == null ? Optional.empty() : last.failure());
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
