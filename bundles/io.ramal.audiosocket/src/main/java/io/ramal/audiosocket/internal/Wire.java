package io.ramal.audiosocket.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.ramal.audio.AudioFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frame of AudioSocket: kind (1 byte), length (2 bytes, big endian), payload. Sound is signed 16 bit, little endian,
 * mono.
 */
final class Wire {
    static final int HEADER = 3;
    static final int MAX_PAYLOAD = 0xffff;

    static final int HANGUP = 0x00;
    static final int UUID = 0x01;
    static final int DTMF = 0x03;
    static final int AUDIO = 0x10;
    static final int AUDIO_LAST = 0x18;
    static final int ERROR = 0xff;

    static final int UUID_BYTES = 16;

    /** Rates of kinds 0x10 to 0x18, from Asterisk's {@code res_audiosocket}. */
    private static final int[] RATES = {8000, 12000, 16000, 24000, 32000, 44100, 48000, 96000, 192000};

    private Wire() {}

    static boolean isAudio(int kind) {
        return kind >= AUDIO && kind <= AUDIO_LAST;
    }

    /** Sample rate of an audio kind in Hz. */
    static int rate(int kind) {
        return RATES[kind - AUDIO];
    }

    /**
     * One paced frame of kind 0x10, header and payload in one buffer so that they leave in one write: older Asterisk
     * kills a call whose payload is not there when the header is. Every Asterisk takes this kind and this length.
     *
     * @param frame {@value AudioFrame#SAMPLES} samples, or null for silence
     */
    static ByteBuf audio(ByteBufAllocator alloc, @Nullable AudioFrame frame) {
        ByteBuf out = alloc.directBuffer(HEADER + AudioFrame.BYTES, HEADER + AudioFrame.BYTES);
        out.writeMedium(AUDIO << 16 | AudioFrame.BYTES);
        if (frame == null) {
            return out.writeZero(AudioFrame.BYTES);
        }
        for (int i = 0; i < AudioFrame.SAMPLES; i += 4) {
            // four samples a write: a quarter of the bounds checks
            out.writeLongLE((frame.sample(i) & 0xffffL)
                    | (frame.sample(i + 1) & 0xffffL) << 16
                    | (frame.sample(i + 2) & 0xffffL) << 32
                    | (long) frame.sample(i + 3) << 48);
        }
        return out;
    }

    /** The three bytes that end a call; Asterisk goes on in the dialplan (new) or hangs up (old). */
    static ByteBuf hangup(ByteBufAllocator alloc) {
        return alloc.directBuffer(HEADER, HEADER).writeZero(HEADER);
    }
}
