package io.ramal.simulator.internal.load;

import io.ramal.audio.AudioFrame;
import java.util.Random;

/**
 * A sound that detectors take for speech: harmonics of a pitch that falls within every syllable under three formants that
 * change with every syllable, with breath, and with short dips between syllables. The same samples every time. Nobody's
 * words, and nobody understands them.
 *
 * <p>Fall and breath matter: without them Silero doubts the sound for up to 400 ms once it has heard it before, while it
 * does not doubt real voices, and the load test measures the doubt. So it takes the sound for speech within two windows
 * of its onset, also the tenth time, without a break, and lets go within 100 ms of its end.
 */
final class SyntheticSpeech {
    /** Centres of the first three formants of a, e, i, o, u in Hz: rounded averages of a male voice. */
    private static final double[][] FORMANTS = {
        {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
    };

    private static final double[] GAINS = {1.0, 0.6, 0.3};
    private static final double BANDWIDTH = 110;
    private static final int SYLLABLE = AudioFrame.SAMPLE_RATE * 180 / 1000;
    private static final int HARMONICS = 28;
    private static final double PITCH = 150;
    /** By how much the pitch falls within a syllable in Hz. */
    private static final double FALL = 40;
    /** Deviation of the breath's noise, where the strongest harmonic is about 1. */
    private static final double BREATH = 0.1;

    private SyntheticSpeech() {}

    /** About -20 dBFS of it. */
    static short[] of(int millis) {
        double[] wave = new double[AudioFrame.SAMPLE_RATE * millis / 1000];
        Random random = new Random(1);
        double phase = 0;
        double energy = 0;
        for (int i = 0; i < wave.length; i++) {
            double t = (double) i / AudioFrame.SAMPLE_RATE;
            int syllable = i / SYLLABLE;
            double inside = (double) (i % SYLLABLE) / SYLLABLE;
            double pitch = PITCH + 18 * Math.sin(2 * Math.PI * 0.7 * t) - FALL * inside;
            phase += 2 * Math.PI * pitch / AudioFrame.SAMPLE_RATE;
            double loudness = 0.15 + 0.85 * Math.sin(Math.PI * Math.min(1, inside * 1.1));
            wave[i] = loudness
                    * (vowel(FORMANTS[(syllable * 3) % FORMANTS.length], pitch, phase)
                            + BREATH * random.nextGaussian());
            energy += wave[i] * wave[i];
        }
        double scale = wave.length == 0 ? 0 : 3277 / Math.sqrt(energy / wave.length);
        short[] out = new short[wave.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.max(-32767, Math.min(32767, wave[i] * scale));
        }
        return out;
    }

    private static double vowel(double[] formants, double pitch, double phase) {
        double sum = 0;
        for (int h = 1; h <= HARMONICS && h * pitch < 3700; h++) {
            double gain = 0;
            for (int f = 0; f < formants.length; f++) {
                double off = (h * pitch - formants[f]) / BANDWIDTH;
                gain += GAINS[f] / (1 + off * off);
            }
            sum += gain * Math.sin(h * phase);
        }
        return sum;
    }
}
