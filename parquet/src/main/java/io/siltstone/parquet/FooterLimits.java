package io.siltstone.parquet;

/** What is asked for and accepted when a footer is read. */
final class FooterLimits {

    /** Four bytes of magic begin a file; length and magic, eight bytes, end it (Parquet format, "File format"). */
    static final int MAGIC_BYTES = 4;

    static final int TRAILER_BYTES = 8;

    /** The shortest file that can be Parquet, without any metadata. */
    static final int MIN_FILE_BYTES = MAGIC_BYTES + TRAILER_BYTES;

    /** The first request. Footers of files with tens of columns and row groups fit; one request is what a store charges. */
    static final int TAIL_BYTES = 64 << 10;

    /** The largest footer that is read. Parsing takes a small multiple of it in memory. */
    static final int MAX_FOOTER_BYTES = 32 << 20;

    /** The most elements of one list in a footer, columns and row groups included. */
    static final int MAX_LIST_ELEMENTS = 1 << 17;

    /** How deep structures and lists may lie in each other; the format's own definitions reach 9. */
    static final int MAX_DEPTH = 48;

    /** How deep groups may lie in each other in a schema. */
    static final int MAX_SCHEMA_DEPTH = 64;

    private FooterLimits() {}
}
