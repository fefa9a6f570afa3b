package io.siltstone.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.models.BlobProperties;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads objects, one request for each: two where only the end is asked for, since the service knows no suffix ranges. */
final class AzureBlobReader {

    private static final HttpHeaderName RANGE_MD5 = HttpHeaderName.fromString("x-ms-range-get-content-md5");
    private static final HttpHeaderName DIRECTORY =
            HttpHeaderName.fromString("x-ms-meta-" + AzureBlobMetadata.DIRECTORY);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final AzureBlobClient client;

    AzureBlobReader(AzureBlobClient client) {
        this.client = client;
    }

    /** What is known of a blob; empty when the service says that it is absent. */
    Optional<ObjectStat> stat(ObjectKey key, String name, ErrorContext context) throws StorageException {
        try {
            BlobProperties properties = properties(name, context);
            ObjectInfo info = new ObjectInfo(
                    key,
                    size(properties, context),
                    properties.getLastModified().toInstant(),
                    Optional.of(AzureBlobVersion.of(properties.getETag())));
            String type = properties.getContentType();
            return Optional.of(new ObjectStat(
                    info,
                    type == null || type.isEmpty() ? ContentTypes.of(key) : type,
                    AzureBlobMetadata.callers(properties.getMetadata()),
                    AzureBlobMetadata.writeId(properties.getMetadata())));
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    /** What the service tells of a blob, unless it stands for a directory. The SDK takes an answer without a length for one of an empty blob. */
    BlobProperties properties(String name, ErrorContext context) throws StorageException {
        Response<BlobProperties> answer =
                client.ask(context, () -> client.blob(name).getPropertiesWithResponse(null, null, Context.NONE));
        BlobProperties properties = answer.getValue();
        boolean whole = answer.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH) != null
                && properties.getLastModified() != null
                && properties.getETag() != null;
        if (!whole) {
            throw new IntegrityException(context, "the answer has no length, time of modification or version");
        }
        if (properties.getBlobSize() == 0 && AzureBlobMetadata.isDirectory(properties.getMetadata())) {
            throw new NotFoundException(context, "what is there stands for a directory");
        }
        return properties;
    }

    /** Begins to read, as {@code Backend.read} says. */
    ObjectContent read(ObjectKey key, String name, ReadOptions options, ErrorContext context) throws StorageException {
        try {
            return begin(key, name, options, context);
        } catch (NotFoundException | PreconditionFailedException gone) {
            if (options.version().isPresent()) {
                throw new ChangedDuringReadException(context, "the version asked for is no longer there", gone);
            }
            throw gone;
        }
    }

    private ObjectContent begin(ObjectKey key, String name, ReadOptions options, ErrorContext context)
            throws StorageException {
        ByteRange range = options.range();
        if (!range.isTail()) {
            try {
                return open(key, name, range, options.version(), context);
            } catch (InvalidRangeException past) {
                if (beginning(range, context).offset() > 0) {
                    throw past;
                }
                // Offset 0 is legal in an empty object too, of which the service gives no range.
            }
        }
        ObjectInfo info = stat(key, name, context)
                .orElseThrow(() -> new NotFoundException(context, "there is no such object"))
                .info();
        if (options.version().isPresent() && !options.version().equals(info.version())) {
            throw new ChangedDuringReadException(context, "the version asked for is no longer there");
        }
        ByteRange.Extent extent = range.resolve(info.sizeBytes(), context);
        if (extent.lengthBytes() == 0) {
            return new ObjectContent(info, extent, InputStream.nullInputStream(), context);
        }
        return open(key, name, ByteRange.of(extent.offset(), extent.lengthBytes()), info.version(), context);
    }

    private ObjectContent open(
            ObjectKey key, String name, ByteRange range, Optional<String> version, ErrorContext context)
            throws StorageException {
        Map<HttpHeaderName, String> headers = new HashMap<>();
        version.ifPresent(token -> headers.put(HttpHeaderName.IF_MATCH, AzureBlobVersion.header(token)));
        if (!range.isAll()) {
            headers.put(HttpHeaderName.RANGE, range.toHeader());
            if (beginning(range, context).lengthBytes() <= AzureBlobLimits.MAX_RANGE_MD5_BYTES) {
                headers.put(RANGE_MD5, "true");
            }
        }
        HttpResponse response = client.get(context, name, headers);
        try {
            return content(key, range, response, context);
        } catch (StorageException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private static ObjectContent content(ObjectKey key, ByteRange range, HttpResponse response, ErrorContext context)
            throws StorageException {
        ByteRange.Extent answered;
        long size;
        Matcher matcher = CONTENT_RANGE.matcher(header(response, HttpHeaderName.CONTENT_RANGE));
        if (matcher.matches()) {
            long first = Long.parseLong(matcher.group(1));
            answered = new ByteRange.Extent(first, Long.parseLong(matcher.group(2)) - first + 1);
            size = Long.parseLong(matcher.group(3));
        } else {
            size = length(response, context);
            answered = new ByteRange.Extent(0, size);
        }
        if (size == 0 && header(response, DIRECTORY).equalsIgnoreCase("true")) {
            throw new NotFoundException(context, "what is there stands for a directory");
        }
        ByteRange.Extent extent = range.resolve(size, context);
        if (!answered.equals(extent)) {
            throw new IntegrityException(
                    context, "the service answered with " + answered + " where " + extent + " was asked for");
        }
        ObjectInfo info = new ObjectInfo(
                key,
                size,
                lastModified(header(response, HttpHeaderName.LAST_MODIFIED), context),
                Optional.of(AzureBlobVersion.of(header(response, HttpHeaderName.ETAG))));
        return new ObjectContent(info, extent, new AzureBlobBody(response, md5(response), context), context);
    }

    /** The bytes in an object without end: where the range begins, and how long it is at most. */
    private static ByteRange.Extent beginning(ByteRange range, ErrorContext context) throws InvalidRangeException {
        return range.resolve(Long.MAX_VALUE, context);
    }

    private static Optional<byte[]> md5(HttpResponse response) {
        String header = header(response, HttpHeaderName.CONTENT_MD5);
        try {
            return header.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(header));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static Instant lastModified(String header, ErrorContext context) throws IntegrityException {
        try {
            return new DateTimeRfc1123(header).getDateTime().toInstant();
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IntegrityException(context, "the answer has no time of modification");
        }
    }

    private static long length(HttpResponse response, ErrorContext context) throws IntegrityException {
        String header = header(response, HttpHeaderName.CONTENT_LENGTH);
        if (!LENGTH.matcher(header).matches()) {
            throw new IntegrityException(context, "the answer has no length");
        }
        return Long.parseLong(header);
    }

    private static long size(BlobProperties properties, ErrorContext context) throws IntegrityException {
        if (properties.getBlobSize() < 0) {
            throw new IntegrityException(context, "the service tells a negative size");
        }
        return properties.getBlobSize();
    }

    private static String header(HttpResponse response, HttpHeaderName name) {
        String value = response.getHeaderValue(name);
        return value == null ? "" : value;
    }
}
