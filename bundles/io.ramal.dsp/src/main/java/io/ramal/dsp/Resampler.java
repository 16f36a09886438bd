package io.ramal.dsp;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Streaming conversion between two sample rates by a polyphase windowed-sinc filter (Kaiser window, about 70 dB of stop
 * band). Rates are any positive numbers of Hz; cost is one short dot product per output sample.
 *
 * <p>Holds the tail of the previous block, so blocks of any length join without a click. The delay is half the filter:
 * below 3 ms for telephone rates. Not thread-safe; coefficient tables are shared between instances.
 */
public final class Resampler {
    private static final int ZERO_CROSSINGS = 16;
    private static final double KAISER_BETA = 7.0;
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
        if (fromHz <= 0 || toHz <= 0) {
            throw new IllegalArgumentException("sample rates must be positive: " + fromHz + " Hz to " + toHz + " Hz");
        }
        int g = gcd(fromHz, toHz);
        this.up = toHz / g;
        this.down = fromHz / g;
        this.phases = TABLES.computeIfAbsent(((long) up << 32) | down, k -> table(up, down));
        this.taps = phases[0].length;
        this.history = new float[Math.max(1024, taps * 4)];
        reset();
    }

    /** Forgets the previous sound. */
    public void reset() {
        Arrays.fill(history, 0);
        filled = taps - 1;
        position = 0;
    }

    /** Converts the next block. */
    public short[] process(short[] in, int offset, int length) {
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
            int start = (int) (position / up);
            float[] h = phases[(int) (position % up)];
            float sum = 0;
            for (int k = 0; k < taps; k++) {
                sum += h[k] * history[start + k];
            }
            out[n] = clip(sum);
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
        // cut off at the lower of the two Nyquist rates, a little below it
        double cutoff = 0.94 * Math.min(1.0, (double) up / down);
        int half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
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
