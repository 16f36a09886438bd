package io.ramal.vad.silero.internal;

/**
 * The inner loops, written so that HotSpot vectorises them: plain float arrays, unit stride, no reduction (a sum of
 * floats may not be reordered and would stay scalar).
 */
final class Kernels {
    private Kernels() {}

    /**
     * {@code y[j] += Σ x[xAt + i] * rows[firstRow + i][j]} over {@code count} rows; inputs that are zero cost nothing.
     * Four rows at a time: with eight, or with rows in one array, the compiler of JDK 17 gives up vectorising.
     */
    static void addRows(float[] y, int n, float[][] rows, int firstRow, float[] x, int xAt, int count) {
        int end = xAt + count;
        int shift = firstRow - xAt;
        int i = nextNonZero(x, xAt, end);
        while (i < end) {
            int i1 = nextNonZero(x, i + 1, end);
            int i2 = nextNonZero(x, i1 + 1, end);
            int i3 = nextNonZero(x, i2 + 1, end);
            if (i3 >= end) {
                addRest(y, n, rows, shift, x, i, end);
                return;
            }
            addFour(
                    y,
                    n,
                    rows[i + shift],
                    rows[i1 + shift],
                    rows[i2 + shift],
                    rows[i3 + shift],
                    x[i],
                    x[i1],
                    x[i2],
                    x[i3]);
            i = nextNonZero(x, i3 + 1, end);
        }
    }

    private static void addRest(float[] y, int n, float[][] rows, int shift, float[] x, int from, int end) {
        for (int i = from; i < end; i++) {
            if (x[i] != 0) {
                addOne(y, n, rows[i + shift], x[i]);
            }
        }
    }

    private static int nextNonZero(float[] x, int from, int end) {
        int i = from;
        while (i < end && x[i] == 0) {
            i++;
        }
        return i;
    }

    private static void addFour(
            float[] y, int n, float[] w0, float[] w1, float[] w2, float[] w3, float a0, float a1, float a2, float a3) {
        for (int j = 0; j < n; j++) {
            y[j] += (a0 * w0[j] + a1 * w1[j]) + (a2 * w2[j] + a3 * w3[j]);
        }
    }

    private static void addOne(float[] y, int n, float[] w, float a) {
        for (int j = 0; j < n; j++) {
            y[j] += a * w[j];
        }
    }

    /** {@code out[at + j] = sqrt(re² + im²)}. */
    static void magnitude(float[] re, float[] im, float[] out, int at, int n) {
        for (int j = 0; j < n; j++) {
            out[at + j] = (float) Math.sqrt(re[j] * re[j] + im[j] * im[j]);
        }
    }

    /** {@code out[at + j] = max(0, y[j])}. */
    static void relu(float[] y, float[] out, int at, int n) {
        for (int j = 0; j < n; j++) {
            out[at + j] = Math.max(0f, y[j]);
        }
    }

    /** Hyperbolic tangent of {@code n} values in place. */
    static void tanh(float[] y, int at, int n) {
        for (int j = at; j < at + n; j++) {
            y[j] = tanh(y[j]);
        }
    }

    /** Logistic function of {@code n} values in place. */
    static void sigmoid(float[] y, int at, int n) {
        for (int j = at; j < at + n; j++) {
            y[j] = 0.5f + 0.5f * tanh(0.5f * y[j]);
        }
    }

    /**
     * x P(x²)/Q(x²), fitted by weighted least squares on [-9, 9]: relative error 2e-8 before rounding. Math.tanh and
     * Math.exp cannot be vectorised and would take longer than the rest of the network.
     */
    static float tanh(float v) {
        float x = Math.max(-9f, Math.min(9f, v));
        float z = x * x;
        float p = x * (0.99999998f + z * (0.13381023f + z * (3.495585e-3f + z * (2.0609032e-5f + z * 1.3354594e-8f))));
        float q = 1f + z * (0.46714339f + z * (2.587697e-2f + z * (3.2856298e-4f + z * 7.7765302e-7f)));
        return p / q;
    }
}
