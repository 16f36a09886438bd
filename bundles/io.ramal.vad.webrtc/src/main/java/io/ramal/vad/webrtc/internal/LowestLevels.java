package io.ramal.vad.webrtc.internal;

import java.util.Arrays;

/**
 * The level a band falls back to: the smoothed third lowest of the last 100 frames. Keeps the 16 lowest, each with its
 * age.
 */
final class LowestLevels {
    private static final int KEPT = 16;
    private static final int MAX_AGE = 100;
    private static final short NONE = 10000;
    private static final short START = 1600;
    /** Smoothing when it falls and when it rises, Q15: 0.2 and 0.99. */
    private static final int DOWN = 6553;

    private static final int UP = 32439;

    private final short[] values = new short[KEPT];
    private final int[] ages = new int[KEPT];
    private short smoothed = START;

    LowestLevels() {
        Arrays.fill(values, NONE);
    }

    /**
     * Takes the level of the next frame.
     *
     * @param frame number of frames before it
     * @return the smoothed level, Q4
     */
    short add(short level, int frame) {
        age();
        insert(level);
        short lowest = frame > 2 ? values[2] : frame > 0 ? values[0] : START;
        int keep = frame == 0 ? 0 : lowest < smoothed ? DOWN : UP;
        smoothed = (short) (((keep + 1) * smoothed + (Short.MAX_VALUE - keep) * lowest + 16384) >> 15);
        return smoothed;
    }

    /** What moves up into the place of a value too old is not aged this time: the original does not either. */
    private void age() {
        for (int i = 0; i < KEPT; i++) {
            if (ages[i] != MAX_AGE) {
                ages[i]++;
            } else {
                System.arraycopy(values, i + 1, values, i, KEPT - 1 - i);
                System.arraycopy(ages, i + 1, ages, i, KEPT - 1 - i);
                values[KEPT - 1] = NONE;
                ages[KEPT - 1] = MAX_AGE + 1;
            }
        }
    }

    private void insert(short level) {
        int at = KEPT;
        while (at > 0 && level < values[at - 1]) {
            at--;
        }
        if (at == KEPT) {
            return;
        }
        System.arraycopy(values, at, values, at + 1, KEPT - 1 - at);
        System.arraycopy(ages, at, ages, at + 1, KEPT - 1 - at);
        values[at] = level;
        ages[at] = 1;
    }
}
