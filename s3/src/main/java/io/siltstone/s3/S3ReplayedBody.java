package io.siltstone.s3;

import io.siltstone.core.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private @Nullable Throwable notOpened;

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
        } catch (IOException | RuntimeException | Error e) {
            notOpened = e;
            throw new UncheckedIOException(S3ExactStream.told(e));
        }
    }

    /** Throws what the source threw, as it was; returns where it threw nothing. */
    void rethrow() throws IOException {
        S3ExactStream.rethrow(notOpened);
        if (stream != null) {
            stream.rethrow();
        }
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
