package io.siltstone.azure;

import com.azure.storage.blob.BlobServiceVersion;
import io.siltstone.core.Capabilities;
import java.time.Duration;

/**
 * The numbers of Azure Blob Storage. The service's own are from "Scalability and performance targets for Blob storage"
 * and the REST reference of each operation, for versions of the API since 2019-12-12.
 */
final class AzureBlobLimits {

    /**
     * The version of the API that every request names, so that an update of the SDK changes nothing unseen. It is the
     * version with which Put Block From URL takes a bearer token for its source.
     */
    static final BlobServiceVersion API = BlobServiceVersion.V2021_12_02;

    /** Bytes of a key. A blob's name has at most 1,024 characters; the contract's bytes are stricter. */
    static final int MAX_KEY_BYTES = 1024;

    /** Committed blocks of one blob ("Put Block List"). */
    static final int MAX_BLOCKS = 50_000;

    /** Bytes of one block ("Put Block"). */
    static final long MAX_BLOCK_BYTES = 4000L << 20;

    /** Bytes of one block that lie in one Java array here. */
    static final long MAX_BUFFER_BYTES = 1L << 30;

    /** Blocks below this would spend more on requests than on bytes. */
    static final long MIN_BLOCK_BYTES = 64L << 10;

    /** Bytes of one blob: 50,000 blocks of the largest size. */
    static final long MAX_OBJECT_BYTES = MAX_BLOCKS * MAX_BLOCK_BYTES;

    /** Names and values of a blob's metadata together ("Setting and retrieving properties and metadata"). */
    static final int MAX_METADATA_BYTES = 8 << 10;

    /** What Siltstone keeps in the same place: the write's id and the content's hash, with their names. */
    static final int OWN_METADATA_BYTES = 512;

    /** Subrequests of one batch ("Blob Batch"). */
    static final int DELETE_BATCH = 256;

    /** Names of one page of a listing ("List Blobs"). */
    static final int PAGE = 5000;

    /** Bytes of a source that one synchronous copy takes ("Copy Blob From URL"). */
    static final long MAX_COPY_BYTES = 256L << 20;

    /** Bytes of a range whose MD5 the service computes ("Get Blob", {@code x-ms-range-get-content-md5}). */
    static final long MAX_RANGE_MD5_BYTES = 4L << 20;

    /**
     * Bytes of a block's id before Base64; the service allows 64, and demands one length within a blob. This is the length
     * that Microsoft's own SDKs use, the text of a UUID, so that what one of them has left staged excludes nothing here.
     */
    static final int BLOCK_ID_BYTES = 36;

    /** How long a lease lasts without renewal, at least and at most ("Lease Blob"). */
    static final Duration MIN_LEASE = Duration.ofSeconds(15);

    static final Duration MAX_LEASE = Duration.ofSeconds(60);

    /** How long the service keeps blocks that nobody commits ("Put Block"). */
    static final Duration UNCOMMITTED_LIFE = Duration.ofDays(7);

    /** Idle connections that are kept: more than two uploads at their default of 5 blocks in flight use. */
    static final int IDLE_CONNECTIONS = 16;

    /** Until a connection stands. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** How long a link of ours to a copy's source is good for; the clocks of both sides may differ by the same again. */
    static final Duration COPY_LINK = Duration.ofMinutes(15);

    static final Capabilities.Limits LIMITS = new Capabilities.Limits(
            MAX_KEY_BYTES, MAX_OBJECT_BYTES, MAX_METADATA_BYTES - OWN_METADATA_BYTES, DELETE_BATCH);

    private AzureBlobLimits() {}
}
