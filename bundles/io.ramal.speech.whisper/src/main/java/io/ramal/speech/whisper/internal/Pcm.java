package io.ramal.speech.whisper.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;

/**
 * The line's sound as the engine wants it: {@value #RATE} Hz, floats, with silence behind it.
 *
 * @param samples what is given to the engine
 * @param millis how long the sound itself is
 */
record Pcm(float[] samples, int millis) {
    static final int RATE = 16_000;
    /** What one step of the engine's audio context stands for: 20 ms. */
    static final int SAMPLES_PER_CONTEXT = RATE / 50;

    /** Silence after the last sound: words that end with the sound are often lost. */
    private static final int TAIL_MILLIS = 300;

    /** The engine takes nothing for an answer below one second, and a "sim" lasts 300 ms. */
    private static final int LEAST_MILLIS = 1200;

    /** With less the engine invents more than it saves: 5 s of sound cost no more than one. */
    private static final int LEAST_CONTEXT = 256;

    /** Below this level nobody speaks on a telephone line. */
    private static final double AUDIBLE_DBFS = -55;

    private static final int WINDOW = AudioFrame.SAMPLE_RATE / 50;
    private static final int LEAST_WINDOWS = 3;

    /** @param line sound at the line's rate */
    static Pcm of(short[] line) {
        Resampler resampler = new Resampler(AudioFrame.SAMPLE_RATE, RATE);
        short[] body = resampler.process(line);
        short[] rest = resampler.flush();
        int sound = body.length + rest.length;
        float[] samples = new float[Math.max(millis(LEAST_MILLIS), sound + millis(TAIL_MILLIS))];
        for (int i = 0; i < sound; i++) {
            samples[i] = (i < body.length ? body[i] : rest[i - body.length]) / 32768f;
        }
        return new Pcm(samples, (int) (line.length * 1000L / AudioFrame.SAMPLE_RATE));
    }

    /** Context that covers all of it, at most what the model has. */
    int context(int max) {
        int needed = (samples.length + SAMPLES_PER_CONTEXT - 1) / SAMPLES_PER_CONTEXT;
        return Math.min(max, Math.max(LEAST_CONTEXT, needed));
    }

    /** Whether there is anything to hear: at least 60 ms that are not as quiet as a line on which nobody speaks. */
    static boolean audible(short[] line) {
        double threshold = Math.pow(10, AUDIBLE_DBFS / 10) * 32768.0 * 32768.0 * WINDOW;
        int loud = 0;
        for (int from = 0; from + WINDOW <= line.length; from += WINDOW) {
            double sum = 0;
            for (int i = from; i < from + WINDOW; i++) {
                sum += (double) line[i] * line[i];
            }
            if (sum > threshold && ++loud == LEAST_WINDOWS) {
                return true;
            }
        }
        return false;
    }

    private static int millis(int millis) {
        return millis * RATE / 1000;
    }
}
