package io.ramal.itests.asterisk;

/** What the tests ask of sound at 8 kHz. */
final class Sound {
    static final int RATE = 8000;
    /** Louder than the silence between words, quieter than any voice. */
    static final int AUDIBLE = 400;

    private Sound() {}

    /** Index of the first audible sample from {@code from}, -1 when there is none. */
    static int onset(short[] sound, int from) {
        for (int i = from; i < sound.length; i++) {
            if (Math.abs(sound[i]) > AUDIBLE) {
                return i;
            }
        }
        return -1;
    }

    /** Index of the last audible sample, -1 when there is none. */
    static int lastAudible(short[] sound) {
        for (int i = sound.length - 1; i >= 0; i--) {
            if (Math.abs(sound[i]) > AUDIBLE) {
                return i;
            }
        }
        return -1;
    }

    /** Whether something was audible after {@code from} and then nothing for {@code quietSeconds}. */
    static boolean spokeAndIsQuiet(short[] sound, int from, double quietSeconds) {
        int last = lastAudible(sound);
        return last > from && sound.length - last > quietSeconds * RATE;
    }

    /** The longest stretch without anything audible within {@code [from, to)}, in milliseconds. */
    static int longestQuietMs(short[] sound, int from, int to) {
        int longest = 0;
        int since = from;
        for (int i = from; i < to; i++) {
            if (Math.abs(sound[i]) > AUDIBLE) {
                longest = Math.max(longest, i - since);
                since = i + 1;
            }
        }
        return Math.max(longest, to - since) * 1000 / RATE;
    }

    /** The best normalised correlation of the first {@code length} samples of both, over lags up to {@code maxLag}. */
    static double correlation(short[] a, int fromA, short[] b, int fromB, int length, int maxLag) {
        double best = -1;
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            int start = fromB + lag;
            if (start < 0 || start + length > b.length || fromA + length > a.length) {
                continue;
            }
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int i = 0; i < length; i++) {
                double x = a[fromA + i];
                double y = b[start + i];
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
            best = Math.max(best, ab / Math.sqrt(aa * bb + 1));
        }
        return best;
    }

    /** A tone, well audible. */
    static short[] tone(double hertz, double seconds) {
        short[] tone = new short[(int) (seconds * RATE)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return tone;
    }
}
