package io.ramal.audiosocket.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Bytes as a peer sends them. */
final class Frames {
    static final UUID ID = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");

    private Frames() {}

    static byte[] frame(int kind, byte... payload) {
        return frameOf(kind, payload.length, payload);
    }

    static byte[] frameOf(int kind, int length, byte... payload) {
        byte[] b = new byte[3 + payload.length];
        b[0] = (byte) kind;
        b[1] = (byte) (length >> 8);
        b[2] = (byte) length;
        System.arraycopy(payload, 0, b, 3, payload.length);
        return b;
    }

    static byte[] uuid() {
        return uuid(ID);
    }

    static byte[] uuid(UUID id) {
        return frame(
                0x01,
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    static byte[] audio(int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) i;
        }
        return frame(0x10, payload);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] p : parts) {
            out.writeBytes(p);
        }
        return out.toByteArray();
    }
}
