package io.ramal.vad.silero.internal;

import java.util.Arrays;

/**
 * Silero VAD v6, the branch for 8000 Hz, on one stream of sound. Needs no memory but its own 7 kB.
 *
 * <p>Per window of {@value #WINDOW} samples: the {@value #CONTEXT} samples before it and the window are mirrored at the
 * end by another {@value #CONTEXT}, transformed as 4 overlapping frames of {@value #FRAME} samples (magnitudes only),
 * reduced by 4 convolutions over time (strides 1, 2, 2, 1: 4 → 4 → 2 → 1 → 1 steps) to {@value #HIDDEN} values, fed to
 * one LSTM step, and its hidden state is weighed into one probability. Not thread-safe.
 */
final class SileroNetwork {
    /** Samples per verdict: 32 ms. */
    static final int WINDOW = 256;
    /** Samples of the previous window the network sees in front of a window. */
    static final int CONTEXT = 32;

    static final int FRAME = 128;
    static final int BINS = FRAME / 2 + 1;
    static final int TAPS = 3;
    static final int HIDDEN = 128;

    private static final float SCALE = 1f / 32768;
    private static final int HOP = 64;
    private static final int FRAMES = 4;
    private static final int CHANNELS_0 = 128;
    private static final int CHANNELS_1 = 64;
    private static final int CHANNELS_2 = 64;

    private final SileroWeights weights;
    private final float[] signal = new float[CONTEXT + WINDOW + CONTEXT];
    private final float[] folded = new float[HOP + 1];
    private final float[] real = new float[BINS];
    private final float[] imaginary = new float[BINS];
    private final float[] spectrum = new float[FRAMES * BINS];
    private final float[] sum = new float[4 * HIDDEN];
    private final float[] layer0 = new float[FRAMES * CHANNELS_0];
    private final float[] layer1 = new float[2 * CHANNELS_1];
    private final float[] layer2 = new float[CHANNELS_2];
    /** What goes into the LSTM: the last layer, then the hidden state. */
    private final float[] recurrent = new float[2 * HIDDEN];

    private final float[] cell = new float[HIDDEN];

    SileroNetwork(SileroWeights weights) {
        this.weights = weights;
    }

    /** Forgets the sound heard. */
    void reset() {
        Arrays.fill(signal, 0);
        Arrays.fill(recurrent, 0);
        Arrays.fill(cell, 0);
    }

    /** Takes a window only as what comes before the next one. */
    void prime(short[] sound, int at) {
        for (int i = 0; i < CONTEXT; i++) {
            signal[WINDOW + i] = sound[at + WINDOW - CONTEXT + i] * SCALE;
        }
    }

    /** How likely {@value #WINDOW} samples from {@code at} are speech, 0–1. */
    float probability(short[] sound, int at) {
        load(sound, at);
        transform();
        // each output frame sees its input frame and both neighbours; at the edges the missing ones are left out
        for (int f = 0; f < FRAMES; f++) {
            convolve(0, spectrum, BINS, FRAMES, f, layer0, f);
        }
        convolve(1, layer0, CHANNELS_0, FRAMES, 0, layer1, 0);
        convolve(1, layer0, CHANNELS_0, FRAMES, 2, layer1, 1);
        convolve(2, layer1, CHANNELS_1, 2, 0, layer2, 0);
        convolve(3, layer2, CHANNELS_2, 1, 0, recurrent, 0);
        return decode();
    }

    private void load(short[] sound, int at) {
        System.arraycopy(signal, WINDOW, signal, 0, CONTEXT);
        for (int i = 0; i < WINDOW; i++) {
            signal[CONTEXT + i] = sound[at + i] * SCALE;
        }
        int last = CONTEXT + WINDOW - 1;
        for (int i = 1; i <= CONTEXT; i++) {
            signal[last + i] = signal[last - i];
        }
    }

    /** The window of the transform is symmetric, so each half of a frame is folded onto the other first. */
    private void transform() {
        for (int f = 0; f < FRAMES; f++) {
            int at = f * HOP;
            fold(at, 1);
            folded[HOP] = signal[at + HOP];
            Arrays.fill(real, 0);
            Kernels.addRows(real, BINS, weights.cosine, 0, folded, 0, HOP + 1);
            fold(at, -1);
            folded[HOP] = signal[at + HOP];
            Arrays.fill(imaginary, 0);
            Kernels.addRows(imaginary, BINS, weights.sine, 0, folded, 0, HOP + 1);
            Kernels.magnitude(real, imaginary, spectrum, f * BINS, BINS);
        }
    }

    private void fold(int at, float sign) {
        folded[0] = signal[at];
        for (int n = 1; n < HOP; n++) {
            folded[n] = signal[at + n] + sign * signal[at + FRAME - n];
        }
    }

    private void convolve(int index, float[] in, int inputs, int steps, int centre, float[] out, int step) {
        SileroWeights.Layer layer = weights.encoder[index];
        int outputs = layer.bias().length;
        System.arraycopy(layer.bias(), 0, sum, 0, outputs);
        int from = Math.max(0, centre - 1);
        int to = Math.min(steps, centre + 2);
        int firstTap = from - (centre - 1);
        Kernels.addRows(sum, outputs, layer.rows(), firstTap * inputs, in, from * inputs, (to - from) * inputs);
        Kernels.relu(sum, out, step * outputs, outputs);
    }

    private float decode() {
        SileroWeights.Layer lstm = weights.lstm;
        System.arraycopy(lstm.bias(), 0, sum, 0, sum.length);
        Kernels.addRows(sum, sum.length, lstm.rows(), 0, recurrent, 0, recurrent.length);
        Kernels.sigmoid(sum, 0, 2 * HIDDEN);
        Kernels.tanh(sum, 2 * HIDDEN, HIDDEN);
        Kernels.sigmoid(sum, 3 * HIDDEN, HIDDEN);
        for (int i = 0; i < HIDDEN; i++) {
            float c = sum[HIDDEN + i] * cell[i] + sum[i] * sum[2 * HIDDEN + i];
            cell[i] = c;
            recurrent[HIDDEN + i] = sum[3 * HIDDEN + i] * Kernels.tanh(c);
        }
        float score = weights.outputBias;
        for (int i = 0; i < HIDDEN; i++) {
            score += weights.output[i] * Math.max(0f, recurrent[HIDDEN + i]);
        }
        return 0.5f + 0.5f * Kernels.tanh(0.5f * score);
    }
}
