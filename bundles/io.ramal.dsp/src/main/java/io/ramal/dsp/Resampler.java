package io.ramal.dsp;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Streaming conversion between two sample rates by a polyphase windowed-sinc filter: flat to 0.83 of the lower Nyquist
 * frequency (3.3 kHz on a telephone), 70 dB down from 1.02 of it. Cost is one short dot product per output sample.
 *
 * <p>Holds the tail of the previous block, so blocks of any length join without a click and give the same samples as one
 * long block. Output is aligned with the input: the first sample out is the first sample in, {@link #process} runs 3 ms
 * (24 samples of the lower rate) behind, {@link #flush} gives the rest, and together they return {@code ceil(in * toHz /
 * fromHz)} samples. Equal rates pass through untouched. Not thread-safe; coefficient tables are shared between
 * instances.
 */
public final class Resampler {
    /** Where the filter is 6 dB down, as a part of the lower Nyquist frequency; stop band starts 0.1 above. */
    private static final double CUTOFF = 0.92;

    private static final int ZERO_CROSSINGS = 22;
    private static final double KAISER_BETA = 7.0;
    /** Ratios with more phases than this (44100 to 8000 Hz has 80) are odd ones; their tables are not kept. */
    private static final int SHARED_PHASES = 640;

    private static final int HIGHEST_RATE = 1_000_000;
    private static final Map<Long, float[][]> TABLES = new ConcurrentHashMap<>();

    private final int up;
    private final int down;
    private final float[][] phases;
    private final int taps;
    private float[] history;
    private int filled;
    /** Position of the next output, in units of 1/up input samples, relative to the start of {@link #history}. */
    private long position;

    /** Opens a conversion from {@code fromHz} to {@code toHz}. */
    public Resampler(int fromHz, int toHz) {
        if (fromHz <= 0 || toHz <= 0 || fromHz > HIGHEST_RATE || toHz > HIGHEST_RATE) {
            throw new IllegalArgumentException("cannot convert " + fromHz + " Hz to " + toHz
                    + " Hz: give rates from 1 to " + HIGHEST_RATE + " Hz");
        }
        int g = gcd(fromHz, toHz);
        this.up = toHz / g;
        this.down = fromHz / g;
        this.phases = up <= SHARED_PHASES
                ? TABLES.computeIfAbsent(((long) up << 32) | down, k -> table(up, down))
                : table(up, down);
        this.taps = phases[0].length;
        this.history = new float[Math.max(1024, taps * 4)];
        reset();
    }

    /** Forgets the previous sound. */
    public void reset() {
        Arrays.fill(history, 0);
        // half a filter of silence ahead: the first output is centred on the first input
        filled = taps / 2 - 1;
        position = 0;
    }

    /** Converts the next block. */
    public short[] process(short[] in, int offset, int length) {
        if (up == down) {
            return Arrays.copyOfRange(in, offset, offset + length);
        }
        ensure(filled + length);
        for (int i = 0; i < length; i++) {
            history[filled + i] = in[offset + i];
        }
        filled += length;
        return drain();
    }

    /** Converts the next block. */
    public short[] process(short[] in) {
        return process(in, 0, in.length);
    }

    /** The rest that the filter still holds; the stream is over afterwards and starts anew. */
    public short[] flush() {
        if (up == down) {
            return new short[0];
        }
        int pad = taps / 2;
        ensure(filled + pad);
        Arrays.fill(history, filled, filled + pad, 0);
        filled += pad;
        short[] out = drain();
        reset();
        return out;
    }

    private short[] drain() {
        long available = (long) (filled - taps + 1) * up;
        int count = position >= available ? 0 : (int) ((available - position + down - 1) / down);
        short[] out = new short[count];
        for (int n = 0; n < count; n++) {
            out[n] = clip(dot(phases[(int) (position % up)], history, (int) (position / up)));
            position += down;
        }
        int consumed = (int) Math.min(position / up, filled - taps + 1);
        if (consumed > 0) {
            System.arraycopy(history, consumed, history, 0, filled - consumed);
            filled -= consumed;
            position -= (long) consumed * up;
        }
        return out;
    }

    /** Four sums at once: one alone waits for each addition before it starts the next. */
    private static float dot(float[] h, float[] x, int at) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int k = 0; k < h.length; k += 4) {
            s0 += h[k] * x[at + k];
            s1 += h[k + 1] * x[at + k + 1];
            s2 += h[k + 2] * x[at + k + 2];
            s3 += h[k + 3] * x[at + k + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private void ensure(int size) {
        if (size > history.length) {
            history = Arrays.copyOf(history, Math.max(size, history.length * 2));
        }
    }

    private static short clip(float v) {
        int i = Math.round(v);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, i));
    }

    private static float[][] table(int up, int down) {
        double cutoff = CUTOFF * Math.min(1.0, (double) up / down);
        // even, so that the taps come in fours
        int half = 2 * (int) Math.ceil(ZERO_CROSSINGS / cutoff / 2);
        int taps = 2 * half;
        float[][] table = new float[up][taps];
        for (int p = 0; p < up; p++) {
            double fraction = (double) p / up;
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                double x = k - (half - 1) - fraction;
                double v = cutoff * sinc(cutoff * x) * kaiser(x / half);
                table[p][k] = (float) v;
                sum += v;
            }
            for (int k = 0; k < taps; k++) {
                table[p][k] /= (float) sum;
            }
        }
        return table;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
