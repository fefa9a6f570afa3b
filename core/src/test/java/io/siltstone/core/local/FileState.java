package io.siltstone.core.local;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The content and the attributes of a file of {@link CrashFs} at one moment; never changes. */
final class FileState {

    private final byte[] bytes;
    private final Map<String, String> attributes;
    private final Instant modified;
    private String digest = "";

    FileState(byte[] bytes, Map<String, String> attributes, Instant modified) {
        this.bytes = bytes;
        this.attributes = attributes;
        this.modified = modified;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Instant modified() {
        return modified;
    }

    /** The same attributes on other bytes. */
    FileState withBytes(byte[] other) {
        return new FileState(other, attributes, modified);
    }

    FileState after(DiskChange.OfFile change) {
        if (change instanceof DiskChange.Data data) {
            int end = Math.toIntExact(data.position() + data.bytes().length);
            byte[] grown = Arrays.copyOf(bytes, Math.max(bytes.length, end));
            System.arraycopy(data.bytes(), 0, grown, (int) data.position(), data.bytes().length);
            return new FileState(grown, attributes, data.time());
        }
        if (change instanceof DiskChange.Cut cut) {
            return new FileState(Arrays.copyOf(bytes, Math.toIntExact(cut.sizeBytes())), attributes, cut.time());
        }
        if (change instanceof DiskChange.Attribute attribute) {
            Map<String, String> more = new TreeMap<>(attributes);
            more.put(attribute.name(), attribute.value());
            return new FileState(bytes, more, modified);
        }
        return new FileState(bytes, attributes, ((DiskChange.Modified) change).time());
    }

    /** Equal for equal states, and as good as never for others. */
    String digest() {
        if (digest.isEmpty()) {
            CRC32 one = new CRC32();
            CRC32C other = new CRC32C();
            one.update(bytes);
            other.update(bytes);
            digest = bytes.length + ":" + one.getValue() + ":" + other.getValue() + ":" + modified + attributes;
        }
        return digest;
    }
}
