package io.ramal.vad.silero.internal;

import java.util.Arrays;

/**
 * Tells when a line is so quiet that nobody can be speaking, for next to nothing. Its floor is the lowest level of the
 * last three seconds, so steady noise counts as quiet too.
 *
 * <p>It closes only with the network's consent, after {@value #PATIENCE} quiet windows in a row that the network found
 * empty, and opens at the first window that stands out.
 */
final class SilenceGate {
    /** Mean square of full scale: 0 dBFS. */
    private static final double FULL = 32768.0 * 32768.0;
    /** Below this even a whisper is inaudible on a telephone: -72 dBFS. */
    private static final double INAUDIBLE = FULL * 6.3e-8;
    /** Above this a window is never taken for quiet: -40 dBFS. */
    private static final double LOUD = FULL * 1e-4;
    /** A window this much above the floor stands out: 5 dB; windows of steady noise stay within 4. */
    private static final double MARGIN = 3.16;
    /** What the network may still say about a window that counts as empty. */
    private static final float EMPTY = 0.1f;

    private static final int PATIENCE = 10;
    private static final int BLOCK = 16;
    private static final int BLOCKS = 6;

    private final double[] blockFloors = new double[BLOCKS];
    private double floor;
    private int seen;
    private int quietWindows;
    private boolean quiet;
    private boolean closed;

    SilenceGate() {
        reset();
    }

    void reset() {
        Arrays.fill(blockFloors, Double.MAX_VALUE);
        floor = Double.MAX_VALUE;
        seen = 0;
        quietWindows = 0;
        quiet = false;
        closed = false;
    }

    /** Looks at the next window. Returns whether it may be skipped. */
    boolean skips(short[] sound, int at, int length) {
        double level = power(sound, at, length);
        follow(level);
        quiet = level < INAUDIBLE || (level < LOUD && level < floor * MARGIN);
        closed = closed && quiet;
        return closed;
    }

    /** What the network said about a window that was not skipped. */
    void heard(float probability) {
        quietWindows = quiet && probability < EMPTY ? quietWindows + 1 : 0;
        closed = quietWindows >= PATIENCE;
    }

    private void follow(double level) {
        int block = seen / BLOCK % BLOCKS;
        if (seen % BLOCK == 0) {
            blockFloors[block] = level;
            floor = level;
            for (double f : blockFloors) {
                floor = Math.min(floor, f);
            }
        } else if (level < blockFloors[block]) {
            blockFloors[block] = level;
            floor = Math.min(floor, level);
        }
        seen = seen + 1 == BLOCK * BLOCKS ? 0 : seen + 1;
    }

    /** Mean square without the constant part: bad line cards add one. */
    private static double power(short[] sound, int at, int length) {
        long sum = 0;
        long squares = 0;
        for (int i = at; i < at + length; i++) {
            int s = sound[i];
            sum += s;
            squares += s * s;
        }
        double mean = (double) sum / length;
        return (double) squares / length - mean * mean;
    }
}
