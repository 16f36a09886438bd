package io.ramal.itests.asterisk;

/** A-law by ITU-T G.711: one byte a sample, 13 significant bits. */
final class G711 {
    private static final short[] DECODED = new short[256];
    private static final byte[] ENCODED = new byte[65536];

    static {
        for (int i = 0; i < 256; i++) {
            int a = i ^ 0x55;
            int segment = (a & 0x70) >> 4;
            int mantissa = (a & 0x0f) << 4;
            int v = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1);
            DECODED[i] = (short) ((a & 0x80) != 0 ? v : -v);
        }
        for (int s = Short.MIN_VALUE; s <= Short.MAX_VALUE; s++) {
            ENCODED[s & 0xffff] = nearest(s);
        }
    }

    private G711() {}

    static short decode(byte a) {
        return DECODED[a & 0xff];
    }

    static byte encode(short sample) {
        return ENCODED[sample & 0xffff];
    }

    private static byte nearest(int sample) {
        int magnitude = Math.min(Math.abs(sample), 32767) >> 4;
        int segment = 0;
        int v = magnitude;
        while (v > 31) {
            v >>= 1;
            segment++;
        }
        int code;
        if (magnitude < 16) {
            code = magnitude;
        } else {
            code = ((segment + 1) << 4) | ((magnitude >> Math.max(0, segment)) & 0x0f);
        }
        int signed = sample >= 0 ? code | 0x80 : code;
        return (byte) (signed ^ 0x55);
    }
}
