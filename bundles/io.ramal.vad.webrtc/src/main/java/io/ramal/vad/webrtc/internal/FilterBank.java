package io.ramal.vad.webrtc.internal;

/**
 * Splits frames into six bands and takes the logarithm of the energy in each: 80–250, 250–500, 500–1000, 1000–2000,
 * 2000–3000 and 3000–4000 Hz. Each split halves the rate with a pair of all-pass filters.
 */
final class FilterBank {
    static final int BANDS = 6;
    /** Energy of a frame, over all bands, below which it holds nothing worth judging. */
    static final int MIN_ENERGY = 10;

    private static final int LONGEST_FRAME = 240;
    /** All-pass coefficients, Q15: 0.64 and 0.17. */
    private static final int UPPER = 20972;

    private static final int LOWER = 5571;
    /** 160 log10(2), Q9: from log2 to tenths of dB in Q4. */
    private static final int LOG_CONSTANT = 24660;
    /** 14 in Q10: log2 of the leading bit of a 15-bit number. */
    private static final int LOG_INTEGER_PART = 14 << 10;
    /** Makes up for the halvings of the bands, dB in Q4. */
    private static final short[] OFFSETS = {368, 368, 272, 176, 176, 176};

    /** A high pass at 80 Hz for a rate of 500 Hz, Q14. */
    private static final int ZERO_0 = 6631;

    private static final int ZERO_1 = -13262;
    private static final int ZERO_2 = 6631;
    private static final int POLE_1 = -7756;
    private static final int POLE_2 = 5620;

    private final short[] upperState = new short[BANDS - 1];
    private final short[] lowerState = new short[BANDS - 1];
    private final short[] highPassState = new short[4];
    private final short[] high2000 = new short[LONGEST_FRAME / 2];
    private final short[] low2000 = new short[LONGEST_FRAME / 2];
    private final short[] high = new short[LONGEST_FRAME / 4];
    private final short[] low = new short[LONGEST_FRAME / 4];
    private final short[] lower = new short[LONGEST_FRAME / 8];
    private short totalEnergy;

    /**
     * Takes the next frame.
     *
     * @param features gets 10 log10 of the energy per band, Q4
     * @return an energy of the frame that is exact only as far as {@link #MIN_ENERGY}
     */
    int features(short[] frame, int length, short[] features) {
        totalEnergy = 0;
        split(0, frame, length, high2000, low2000);
        split(1, high2000, length / 2, high, low);
        features[5] = logEnergy(high, length / 4, OFFSETS[5]);
        features[4] = logEnergy(low, length / 4, OFFSETS[4]);
        split(2, low2000, length / 2, high, low);
        features[3] = logEnergy(high, length / 4, OFFSETS[3]);
        split(3, low, length / 4, high, lower);
        features[2] = logEnergy(high, length / 8, OFFSETS[2]);
        split(4, lower, length / 8, high, low);
        features[1] = logEnergy(high, length / 16, OFFSETS[1]);
        highPass(low, length / 16, high);
        features[0] = logEnergy(high, length / 16, OFFSETS[0]);
        return totalEnergy;
    }

    private void split(int index, short[] in, int length, short[] highOut, short[] lowOut) {
        int half = length / 2;
        upperState[index] = allPass(in, 0, half, UPPER, upperState[index], highOut);
        lowerState[index] = allPass(in, 1, half, LOWER, lowerState[index], lowOut);
        for (int i = 0; i < half; i++) {
            short h = highOut[i];
            highOut[i] = (short) (h - lowOut[i]);
            lowOut[i] = (short) (h + lowOut[i]);
        }
    }

    /** Every second sample from {@code first}; output and state are halved. Returns the new state. */
    private static short allPass(short[] in, int first, int count, int coefficient, short state, short[] out) {
        int memory = state << 16;
        for (int i = 0, at = first; i < count; i++, at += 2) {
            short y = (short) ((memory + coefficient * in[at]) >> 16);
            out[i] = y;
            memory = ((in[at] << 14) - coefficient * y) << 1;
        }
        return (short) (memory >> 16);
    }

    private void highPass(short[] in, int length, short[] out) {
        short[] s = highPassState;
        for (int i = 0; i < length; i++) {
            int y = ZERO_0 * in[i] + ZERO_1 * s[0] + ZERO_2 * s[1];
            s[1] = s[0];
            s[0] = in[i];
            y -= POLE_1 * s[2] + POLE_2 * s[3];
            s[3] = s[2];
            s[2] = (short) (y >> 14);
            out[i] = s[2];
        }
    }

    private short logEnergy(short[] band, int length, short offset) {
        int shifts = headroom(band, length);
        int energy = 0;
        for (int i = 0; i < length; i++) {
            energy += (band[i] * band[i]) >> shifts;
        }
        if (energy == 0) {
            return offset;
        }
        int normalize = 17 - Integer.numberOfLeadingZeros(energy);
        shifts += normalize;
        energy = normalize < 0 ? energy << -normalize : energy >>> normalize;
        // the mantissa stands in for its own logarithm
        int log2 = LOG_INTEGER_PART + ((energy & 0x3fff) >> 4);
        short log = (short) (((LOG_CONSTANT * log2) >> 19) + ((shifts * LOG_CONSTANT) >> 9));
        if (totalEnergy <= MIN_ENERGY) {
            totalEnergy += (short) (shifts >= 0 ? MIN_ENERGY + 1 : energy >> -shifts);
        }
        return (short) (Math.max(log, 0) + offset);
    }

    /** By how much squares must be shifted so that their sum fits 31 bits. */
    private static int headroom(short[] band, int length) {
        short largest = -1;
        for (int i = 0; i < length; i++) {
            short magnitude = (short) Math.abs(band[i]);
            largest = magnitude > largest ? magnitude : largest;
        }
        if (largest == 0) {
            return 0;
        }
        int bits = 32 - Integer.numberOfLeadingZeros(length);
        int free = Integer.numberOfLeadingZeros(largest * largest) - 1;
        return free > bits ? 0 : bits - free;
    }
}
