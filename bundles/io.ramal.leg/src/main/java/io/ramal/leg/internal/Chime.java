package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Two soft notes that need no engine: what a caller hears when nothing else can be heard. No pair of tones of a telephone
 * key or of call progress.
 */
final class Chime {
    /** What it is called where texts of what was said are shown. */
    static final String TEXT = "♪";

    private static final double[] NOTES = {523.25, 659.26};
    private static final int NOTE_SAMPLES = AudioFrame.SAMPLE_RATE / 5;
    /** About -24 dB below full scale. */
    private static final double PEAK = 2900;

    private static final AudioFrame[] FRAMES = frames();

    private Chime() {}

    static Clip clip() {
        return new Clip(FRAMES);
    }

    private static AudioFrame[] frames() {
        List<AudioFrame> frames = new ArrayList<>();
        short[] sound = new short[NOTES.length * NOTE_SAMPLES];
        for (int i = 0; i < sound.length; i++) {
            int at = i % NOTE_SAMPLES;
            double swell = Math.sin(Math.PI * at / NOTE_SAMPLES);
            double note = NOTES[i / NOTE_SAMPLES];
            sound[i] = (short) (PEAK * swell * Math.sin(2 * Math.PI * note * at / AudioFrame.SAMPLE_RATE));
        }
        for (int i = 0; i < sound.length; i += AudioFrame.SAMPLES) {
            frames.add(AudioFrame.copyOf(sound, i, AudioFrame.SAMPLES));
        }
        return frames.toArray(AudioFrame[]::new);
    }
}
