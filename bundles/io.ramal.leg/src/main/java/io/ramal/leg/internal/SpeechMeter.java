package io.ramal.leg.internal;

/** How much of the last moments was speech: one bit per {@value #SLOT_MS} ms, newest lowest. Allocates nothing. */
final class SpeechMeter {
    private static final int SLOT_MS = 10;
    private static final int SLOT_SAMPLES = 80;
    /** The longest span that can be asked for, in ms. */
    static final int MAX_MS = Long.SIZE * SLOT_MS;

    private long slots;
    private int carry;

    void add(boolean speech, int samples) {
        carry += samples;
        int n = carry / SLOT_SAMPLES;
        carry %= SLOT_SAMPLES;
        if (n >= Long.SIZE) {
            slots = speech ? -1 : 0;
        } else {
            slots = slots << n | (speech ? (1L << n) - 1 : 0);
        }
    }

    /** Milliseconds of speech within the last {@code withinMs}. */
    int speechMs(int withinMs) {
        int n = Math.min(Long.SIZE, withinMs / SLOT_MS);
        long mask = n == Long.SIZE ? -1 : (1L << n) - 1;
        return Long.bitCount(slots & mask) * SLOT_MS;
    }

    void clear() {
        slots = 0;
        carry = 0;
    }
}
