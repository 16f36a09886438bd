package io.ramal.testkit;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A few English sentences as a telephone carries them, spoken by eSpeak NG 1.52: for tests of engines with a real model,
 * whose understanding of such a voice is no measure of how they understand people.
 */
public enum Utterances {
    /** "Yes." Recognisers take this voice's for "yeah". */
    YES,
    /** "No." */
    NO,
    /** "I do not know this person." */
    STRANGER,
    /** "Good morning, I have a delivery for apartment one hundred and one." */
    DELIVERY;

    private static final int WAV_HEADER = 44;

    /** The samples at 8 kHz, with some silence before and after the words. */
    public short[] samples() {
        String name = "speech/" + name().toLowerCase(java.util.Locale.ROOT) + ".wav";
        try (InputStream in = Utterances.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            byte[] wav = in.readAllBytes();
            short[] samples = new short[(wav.length - WAV_HEADER) / 2];
            ByteBuffer.wrap(wav, WAV_HEADER, samples.length * 2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same in frames; the last is filled up with silence. */
    public List<AudioFrame> frames() {
        return frames(samples());
    }

    /** Any sound in frames. */
    public static List<AudioFrame> frames(short[] samples) {
        List<AudioFrame> frames = new ArrayList<>();
        for (int at = 0; at < samples.length; at += AudioFrame.SAMPLES) {
            frames.add(AudioFrame.wrap(java.util.Arrays.copyOfRange(samples, at, at + AudioFrame.SAMPLES)));
        }
        return frames;
    }
}
