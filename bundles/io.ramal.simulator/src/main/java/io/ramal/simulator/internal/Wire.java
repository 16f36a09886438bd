package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The bytes a caller's Asterisk puts on an AudioSocket: kind u8, length u16 big-endian, payload. */
public final class Wire {
    public static final int HANGUP = 0x00;
    public static final int UUID_FRAME = 0x01;
    public static final int DTMF = 0x03;
    /** Signed linear, 16 bit little-endian, 8 kHz. */
    public static final int AUDIO = 0x10;
    /** Kind and length. */
    public static final int HEADER = 3;
    /** Largest sound Asterisk plays; one sample more and it drops the frame ({@code translate.c: Out of buffer space}). */
    public static final int MAX_AUDIO = 16_192;

    private Wire() {}

    /** The first frame of a call: its UUID in text order. */
    public static byte[] uuid(UUID id) {
        return ByteBuffer.allocate(HEADER + 16)
                .put((byte) UUID_FRAME)
                .putShort((short) 16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** A run of sound. */
    public static byte[] audio(AudioFrame sound) {
        byte[] samples = sound.toLittleEndian();
        return ByteBuffer.allocate(HEADER + samples.length)
                .put((byte) AUDIO)
                .putShort((short) samples.length)
                .put(samples)
                .array();
    }

    /** A key, sent once when it is released. */
    public static byte[] digit(char key) {
        return new byte[] {DTMF, 0, 1, (byte) key};
    }

    /**
     * What is wrong with a frame for some Asterisk; empty when every version takes it. Newer ones end the call on any kind
     * but hangup and audio and on audio of no length; all turn odd lengths to noise.
     */
    public static String fault(int kind, int length) {
        if (kind == HANGUP) {
            return length == 0 ? "" : "a hangup frame with " + length + " bytes of payload";
        }
        if (kind != AUDIO) {
            return String.format("a frame of kind 0x%02x, on which Asterisk ends the call", kind);
        }
        if (length == 0) {
            return "an audio frame of no length, on which Asterisk ends the call";
        }
        if ((length & 1) != 0) {
            return "an audio frame of " + length + " bytes, which is half a sample too many";
        }
        return length <= MAX_AUDIO ? "" : "an audio frame of " + length + " bytes, which Asterisk drops";
    }
}
