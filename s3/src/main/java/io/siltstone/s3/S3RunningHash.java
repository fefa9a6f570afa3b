package io.siltstone.s3;

import io.siltstone.core.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) whose state can be written down and taken up again by another process, which the platform's own
 * cannot. Slower than that one: only for transfers that may have to be resumed, whose first bytes nobody can read again.
 */
final class S3RunningHash implements S3StagedHash {

    private static final int BLOCK = 64;
    private static final int WORDS = 8;

    /** Section 5.3.3: the first bits of the square roots of the first primes. */
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    /** Section 4.2.2: the first bits of the cube roots of the first primes. */
    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = START.clone();
    private final byte[] partial = new byte[BLOCK];
    private final int[] schedule = new int[BLOCK];
    private long count;

    /** How long a state is that {@link #save} gives. */
    static final int STATE_BYTES = Long.BYTES + WORDS * Integer.BYTES + BLOCK;

    S3RunningHash() {}

    /** Goes on where {@link #save} was called. */
    S3RunningHash(byte[] saved) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        count = in.getLong();
        for (int i = 0; i < WORDS; i++) {
            state[i] = in.getInt();
        }
        in.get(partial);
    }

    @Override
    public byte[] save() {
        ByteBuffer out = ByteBuffer.allocate(STATE_BYTES).putLong(count);
        for (int word : state) {
            out.putInt(word);
        }
        return out.put(partial).array();
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        int held = (int) (count % BLOCK);
        count += length;
        while (left > 0) {
            if (held == 0 && left >= BLOCK) {
                compress(bytes, at);
                at += BLOCK;
                left -= BLOCK;
            } else {
                int n = Math.min(left, BLOCK - held);
                System.arraycopy(bytes, at, partial, held, n);
                held += n;
                at += n;
                left -= n;
                if (held == BLOCK) {
                    compress(partial, 0);
                    held = 0;
                }
            }
        }
    }

    @Override
    public S3StagedHash copy() {
        return new S3RunningHash(save());
    }

    @Override
    public Sha256 value() {
        S3RunningHash copy = new S3RunningHash(save());
        int held = (int) (count % BLOCK);
        int zeros = (held < BLOCK - Long.BYTES ? BLOCK : 2 * BLOCK) - held - Long.BYTES;
        ByteBuffer padding = ByteBuffer.allocate(zeros + Long.BYTES).put(0, (byte) 0x80);
        padding.putLong(zeros, count * Byte.SIZE);
        copy.update(padding.array(), 0, padding.capacity());
        ByteBuffer digest = ByteBuffer.allocate(WORDS * Integer.BYTES);
        for (int word : copy.state) {
            digest.putInt(word);
        }
        return new Sha256(HexFormat.of().formatHex(digest.array()));
    }

    private void compress(byte[] block, int offset) {
        int[] w = schedule;
        for (int i = 0; i < 16; i++) {
            int at = offset + 4 * i;
            w[i] = (block[at] << 24)
                    | ((block[at + 1] & 0xFF) << 16)
                    | ((block[at + 2] & 0xFF) << 8)
                    | (block[at + 3] & 0xFF);
        }
        for (int i = 16; i < BLOCK; i++) {
            int x = w[i - 15];
            int y = w[i - 2];
            int s0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
            int s1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ (y >>> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < BLOCK; i++) {
            int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int t1 = h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i];
            int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
