package io.ramal.testkit;

import java.util.Random;

/**
 * Made-up sound at 8 kHz for tests of ears: the same samples on every machine and every run. Levels are dB below full
 * scale (root mean square), durations seconds.
 */
public final class Sounds {
    private static final int RATE = 8000;
    /** First three formants in Hz of a, e, i, o, u as an adult speaks them. */
    private static final double[][] VOWELS = {
        {750, 1250, 2500}, {480, 1900, 2550}, {290, 2250, 2950}, {480, 850, 2450}, {310, 720, 2300}
    };

    private static final double[] BANDWIDTHS = {70, 100, 150};

    private Sounds() {}

    /** Digital silence. */
    public static short[] silence(double seconds) {
        return new short[samples(seconds)];
    }

    /** White noise. */
    public static short[] noise(double seconds, double dbfs, long seed) {
        Random random = new Random(seed);
        double[] x = new double[samples(seconds)];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextGaussian();
        }
        return atLevel(x, dbfs);
    }

    /** A sine. */
    public static short[] tone(double seconds, double hz, double dbfs) {
        double[] x = new double[samples(seconds)];
        for (int i = 0; i < x.length; i++) {
            x[i] = StrictMath.sin(2 * StrictMath.PI * hz * i / RATE);
        }
        return atLevel(x, dbfs);
    }

    /**
     * Something a speech detector takes for speech: about five syllables a second, each a short hiss and a sung vowel
     * gliding into the next, with a falling melody around 125 Hz. No words in it.
     */
    public static short[] speech(double seconds, double dbfs, long seed) {
        Random random = new Random(seed);
        double[] x = new double[samples(seconds)];
        double[][] memory = new double[3][2];
        double[] formants = VOWELS[0].clone();
        double phase = 0;
        double pulse = 0;
        int at = 0;
        while (at < x.length) {
            double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
            int hiss = (int) (RATE * (0.03 + 0.03 * random.nextDouble()));
            int length = (int) (RATE * (0.16 + 0.08 * random.nextDouble()));
            double pitch = 110 + 40 * random.nextDouble();
            double previous = 0;
            for (int i = 0; i < length && at < x.length; i++, at++) {
                double white = random.nextGaussian();
                if (i < hiss) {
                    x[at] = 0.25 * (white - previous) * bell(i, hiss);
                    previous = white;
                    continue;
                }
                double way = (double) (i - hiss) / (length - hiss);
                phase += pitch * (1.1 - 0.25 * way) * (1 + 0.01 * white) / RATE;
                if (phase >= 1) {
                    phase -= 1;
                    pulse = 1;
                }
                double y = pulse + 0.01 * white;
                pulse *= 0.85;
                for (int f = 0; f < formants.length; f++) {
                    formants[f] += 0.004 * (vowel[f] - formants[f]);
                    y = resonate(memory[f], y, formants[f], BANDWIDTHS[f]);
                }
                x[at] = 12 * y * bell(i - hiss, length - hiss);
            }
        }
        return atLevel(x, dbfs);
    }

    /** One sound after the other. */
    public static short[] join(short[]... parts) {
        int length = 0;
        for (short[] p : parts) {
            length += p.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] p : parts) {
            System.arraycopy(p, 0, all, at, p.length);
            at += p.length;
        }
        return all;
    }

    /** Both at once, as long as the first. */
    public static short[] mix(short[] a, short[] b) {
        short[] sum = a.clone();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum[i] = clip(a[i] + b[i]);
        }
        return sum;
    }

    private static double bell(int i, int length) {
        double rise = Math.min(1, Math.min(i, length - i) / (0.02 * RATE));
        return rise * rise * (3 - 2 * rise);
    }

    private static double resonate(double[] memory, double in, double hz, double bandwidth) {
        double r = StrictMath.exp(-StrictMath.PI * bandwidth / RATE);
        double b = 2 * r * StrictMath.cos(2 * StrictMath.PI * hz / RATE);
        double c = -r * r;
        double out = (1 - b - c) * in + b * memory[0] + c * memory[1];
        memory[1] = memory[0];
        memory[0] = out;
        return out;
    }

    private static short[] atLevel(double[] x, double dbfs) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        double gain = sum == 0 ? 0 : 32768 * StrictMath.pow(10, dbfs / 20) / Math.sqrt(sum / x.length);
        short[] s = new short[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = clip(Math.round(gain * x[i]));
        }
        return s;
    }

    private static short clip(long v) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, v));
    }

    private static int samples(double seconds) {
        return (int) Math.round(seconds * RATE);
    }
}
