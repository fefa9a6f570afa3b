package io.siltstone.s3;

/**
 * How an object is copied inside a store.
 *
 * @param onceBytes up to which size in one request
 * @param partBytes how large the parts of a larger one are, where 10,000 of them suffice
 */
record S3CopyPlan(long onceBytes, long partBytes) {

    static final S3CopyPlan OF_AWS = new S3CopyPlan(S3Limits.MAX_PUT_BYTES, S3Limits.COPY_PART_BYTES);

    /** The parts of an object of that many bytes, which are not none. */
    Parts parts(long size) {
        long needed = (size + S3Limits.MAX_PARTS - 1) / S3Limits.MAX_PARTS;
        return new Parts(size, Math.max(partBytes, needed));
    }

    /**
     * Equal parts but for the last, numbered from 1.
     *
     * @param size of all together
     * @param each of one
     */
    record Parts(long size, long each) {

        int count() {
            return Math.toIntExact((size + each - 1) / each);
        }

        /** The bytes of a part, as AWS's {@code x-amz-copy-source-range} names them. */
        String range(int number) {
            long from = (number - 1) * each;
            return "bytes=" + from + "-" + (Math.min(from + each, size) - 1);
        }
    }
}
