package io.ramal.emulators.azure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header in front of the sound of a turn.
 *
 * @param length bytes of it
 */
record RiffHeader(int format, int channels, int rate, int bits, int length) {
    /** @throws WireException when it is none */
    static RiffHeader parse(byte[] bytes) throws WireException {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 44
                || !tag(bytes, 0, 4).equals("RIFF")
                || !tag(bytes, 8, 8).equals("WAVEfmt ")) {
            throw new WireException(1007, "sound without a RIFF header");
        }
        int fmt = b.getInt(16);
        int data = 20 + fmt;
        if (fmt < 16
                || fmt > bytes.length
                || data + 8 > bytes.length
                || !tag(bytes, data, 4).equals("data")) {
            throw new WireException(1007, "a RIFF header without its data");
        }
        return new RiffHeader(b.getShort(20), b.getShort(22), b.getInt(24), b.getShort(34), data + 8);
    }

    private static String tag(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.US_ASCII);
    }
}
