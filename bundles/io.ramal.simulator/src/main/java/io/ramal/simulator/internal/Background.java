package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a line carries while nobody speaks: digital silence, or the same second of white noise over and over. */
public final class Background {
    private static final int FRAMES = 50;

    private final AudioFrame[] frames;
    private int at;

    /** @param noiseDbfs level of the noise, null for silence */
    public Background(@Nullable Double noiseDbfs) {
        if (noiseDbfs == null) {
            frames = new AudioFrame[] {AudioFrame.SILENCE};
            return;
        }
        double deviation = 32768 * Math.pow(10, noiseDbfs / 20);
        Random random = new Random(1);
        frames = new AudioFrame[FRAMES];
        for (int f = 0; f < FRAMES; f++) {
            short[] samples = new short[AudioFrame.SAMPLES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.max(-32768, Math.min(32767, random.nextGaussian() * deviation));
            }
            frames[f] = AudioFrame.wrap(samples);
        }
    }

    public AudioFrame next() {
        AudioFrame frame = frames[at];
        at = (at + 1) % frames.length;
        return frame;
    }
}
