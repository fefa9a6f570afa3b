package io.siltstone.core.local;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an object as it was seen.
 *
 * @param facts its file
 * @param attributes its attributes, where they were asked for
 * @param content its file held open, where that was asked for: whatever is published meanwhile, this version stays
 */
record OpenObject(FileFacts facts, Map<String, String> attributes, Optional<OpenFile> content) {

    /** What a listing says of a file under its key. */
    static ObjectInfo info(ObjectKey key, FileFacts facts) {
        return new ObjectInfo(key, facts.sizeBytes(), facts.modified(), Optional.of(facts.version()));
    }

    /** Lets go of the content; nothing was written, so that nothing can be lost. */
    void release() {
        content.ifPresent(OpenObject::release);
    }

    private static void release(OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // Read only.
            return;
        }
    }
}
