package io.siltstone.s3;

import java.time.Duration;

/** Numbers that come from outside, each with its source, and the ones that were chosen, each with its reason. */
final class S3Limits {

    /** AWS, "Creating object key names": UTF-8 bytes of a key. */
    static final int MAX_KEY_BYTES = 1024;

    /** AWS, "Amazon S3 multipart upload limits": the largest object that every edition of the service keeps, 5 TiB. */
    static final long MAX_OBJECT_BYTES = 5L << 40;

    /** The same page: the largest single PUT, part and single copy, 5 GiB. */
    static final long MAX_PUT_BYTES = 5L << 30;

    /** A part of a copy, which costs this process nothing: few requests, and each ends well within its time. */
    static final long COPY_PART_BYTES = 512L << 20;

    /** The same page: the smallest part that is not the last, 5 MiB. */
    static final long MIN_PART_BYTES = 5L << 20;

    /** The same page: parts of an upload. */
    static final int MAX_PARTS = 10_000;

    /** AWS, "Working with object metadata": names and values together; part of it is kept for Siltstone's own. */
    static final int MAX_METADATA_BYTES = 2048 - 128;

    /** AWS, API reference of DeleteObjects: keys of a request. */
    static final int DELETE_BATCH = 1000;

    /** Pages in a row without a key: a store may have some while it clears away what was deleted, but not for ever. */
    static final int MAX_EMPTY_PAGES = 100;

    /** Stretches of a long listing that are fetched at once. */
    static final int LIST_STRETCHES = 8;

    /** About how many pages a stretch has: a longer one is held longer, and each costs up to a page for its end. */
    static final int LIST_STRETCH_PAGES = 4;

    /** Pages that a listing holds, come or asked for: of 1000 objects each, some 10 MB. */
    static final int LIST_PAGES_AHEAD = 32;

    /** Requests of one listing, or of one batch of deletes, at once. */
    static final int REQUESTS_IN_FLIGHT = 16;

    /** AWS, "Protecting data with server-side encryption with customer-provided keys": 256 bits. */
    static final int CUSTOMER_KEY_BYTES = 32;

    /** AWS, "Download and upload objects with presigned URLs": the longest life of a link. */
    static final Duration MAX_LINK = Duration.ofDays(7);

    /** Bodies up to here are read before the request: the source's own errors come first, and no connection waits. */
    static final int BUFFERED_PUT_BYTES = 1 << 20;

    /** A stream given up with no more than this left is read to its end, which keeps the connection; a longer one is cut. */
    static final long DRAIN_BYTES = 64 << 10;

    /** How long a connection may take to come about. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** How long a call may wait for a free connection of the pool. */
    static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(30);

    /** The reference's pool closes connections that were idle for so long. */
    static final Duration MAX_IDLE = Duration.ofSeconds(90);

    private S3Limits() {}
}
