package io.ramal.helper;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;

/**
 * One sentence's way from the engine's sound to the house's: resampled, its peaks held at −3 dBFS. Engines peak near that
 * and are some 20 dB below full scale on average, a good telephone level; what overshoots is bent softly, not clipped.
 */
public final class Telephone {
    /** −3 dBFS. */
    public static final int CEILING = 23197;
    /** Below it sound stays as it is; −6 dBFS. */
    private static final int KNEE = 16423;

    private final int rate;
    private final Resampler resampler;

    public Telephone(int rate) {
        this.rate = rate;
        this.resampler = new Resampler(rate, AudioFrame.SAMPLE_RATE);
    }

    public int rate() {
        return rate;
    }

    /** The next sound; may be empty. */
    public AudioFrame next(byte[] pcm) {
        AudioFrame in = AudioFrame.ofLittleEndian(pcm, 0, pcm.length);
        return level(resampler.process(in.toArray()));
    }

    /** The rest. */
    public AudioFrame flush() {
        return level(resampler.flush());
    }

    private static AudioFrame level(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            int s = samples[i];
            int magnitude = Math.abs(s);
            if (magnitude > KNEE) {
                int room = CEILING - KNEE;
                int bent = KNEE + (int) (room * Math.tanh((double) (magnitude - KNEE) / room));
                samples[i] = (short) (s < 0 ? -bent : bent);
            }
        }
        return AudioFrame.wrap(samples);
    }
}
