package io.ramal.vad.webrtc.internal;

/**
 * Per band two bells for noise and two for speech. Tells which explains a frame better, then moves the bells of the
 * winner towards it.
 */
final class Mixtures {
    private static final int BANDS = FilterBank.BANDS;
    private static final int BELLS = 2;

    /** How much a band counts in the sum over all. */
    private static final int[] BAND_WEIGHTS = {6, 8, 10, 12, 14, 16};
    /** Learning rates: noise and speech means (Q15), long-term correction of the noise (Q8). */
    private static final int LEARN_NOISE = 655;

    private static final int LEARN_SPEECH = 6554;
    private static final int CORRECT_NOISE = 154;
    /** Limits of the means, Q7; of their distance, Q5; of the widths, Q7. */
    private static final int[] MIN_DISTANCE = {544, 544, 576, 576, 576, 576};

    private static final int[] MAX_SPEECH = {11392, 11392, 11520, 11520, 11520, 11520};
    private static final int[] MAX_NOISE = {9216, 9088, 8960, 8832, 8704, 8576};
    private static final int[] MIN_SPEECH = {640, 768};
    private static final int MIN_WIDTH = 384;
    private static final int FIRST_MAX_SPEECH = 12800;

    /** Weights (Q7), first means and widths (Q7) of the bells; index: bell * 6 + band. */
    private static final short[] NOISE_WEIGHTS = {34, 62, 72, 66, 53, 25, 94, 66, 56, 62, 75, 103};

    private static final short[] SPEECH_WEIGHTS = {48, 82, 45, 87, 50, 47, 80, 46, 83, 41, 78, 81};
    private static final short[] NOISE_MEANS = {6738, 4892, 7065, 6715, 6771, 3369, 7646, 3863, 7820, 7266, 5020, 4362};
    private static final short[] SPEECH_MEANS = {
        8306, 10085, 10078, 11823, 11843, 6309, 9473, 9571, 10879, 7581, 8180, 7483
    };
    private static final short[] NOISE_WIDTHS = {378, 1064, 493, 582, 688, 593, 474, 697, 475, 688, 421, 455};
    private static final short[] SPEECH_WIDTHS = {555, 505, 567, 524, 585, 1231, 509, 828, 492, 1540, 1079, 850};

    /** Exponents from here on (Q10) give a probability of zero. */
    private static final int LARGEST_EXPONENT = 22005;
    /** log2(e), Q12. */
    private static final int LOG2_E = 5909;

    private static final int ONE_Q14 = 16384;

    private final short[] noiseMeans = NOISE_MEANS.clone();
    private final short[] speechMeans = SPEECH_MEANS.clone();
    private final short[] noiseWidths = NOISE_WIDTHS.clone();
    private final short[] speechWidths = SPEECH_WIDTHS.clone();
    /** Of the frame at hand: distance from the mean over the width squared (Q11), and share of a bell (Q14). */
    private final short[] noiseDeltas = new short[BANDS * BELLS];

    private final short[] speechDeltas = new short[BANDS * BELLS];
    private final short[] noiseShares = new short[BANDS * BELLS];
    private final short[] speechShares = new short[BANDS * BELLS];
    private final LowestLevels[] lowest = new LowestLevels[BANDS];
    /** (x - mean) / width² of the last {@link #bell}, Q11. */
    private short delta;

    private int frames;

    Mixtures() {
        for (int band = 0; band < BANDS; band++) {
            lowest[band] = new LowestLevels();
        }
    }

    /** Whether a frame with these band levels (Q4) is speech. */
    boolean judge(short[] levels, Mode mode) {
        boolean speech = false;
        int sum = 0;
        for (int band = 0; band < BANDS; band++) {
            int ratio = likelihoodRatio(band, levels[band]);
            sum += ratio * BAND_WEIGHTS[band];
            speech |= ratio * 4 > mode.band();
        }
        speech |= sum >= mode.all();
        int maxSpeech = FIRST_MAX_SPEECH;
        for (int band = 0; band < BANDS; band++) {
            // the limit of the band before this one, as in the original
            learn(band, levels[band], speech, maxSpeech);
            keepApart(band);
            maxSpeech = MAX_SPEECH[band];
        }
        frames++;
        return speech;
    }

    /** Rough log2 of how much better speech explains the level than noise. */
    private int likelihoodRatio(int band, short level) {
        int second = band + BANDS;
        int noise0 = NOISE_WEIGHTS[band] * bell(level, noiseMeans[band], noiseWidths[band]);
        noiseDeltas[band] = delta;
        int noise = noise0 + NOISE_WEIGHTS[second] * bell(level, noiseMeans[second], noiseWidths[second]);
        noiseDeltas[second] = delta;
        int speech0 = SPEECH_WEIGHTS[band] * bell(level, speechMeans[band], speechWidths[band]);
        speechDeltas[band] = delta;
        int speech = speech0 + SPEECH_WEIGHTS[second] * bell(level, speechMeans[second], speechWidths[second]);
        speechDeltas[second] = delta;

        noiseShares[band] = ONE_Q14;
        noiseShares[second] = 0;
        speechShares[band] = 0;
        speechShares[second] = 0;
        share(noise0, noise, noiseShares, band);
        share(speech0, speech, speechShares, band);
        return leadingZeros(noise) - leadingZeros(speech);
    }

    private static int leadingZeros(int likelihood) {
        return likelihood == 0 ? 31 : Integer.numberOfLeadingZeros(likelihood < 0 ? ~likelihood : likelihood) - 1;
    }

    private static void share(int first, int both, short[] shares, int band) {
        short whole = (short) (both >> 12);
        if (whole > 0) {
            shares[band] = (short) (((first & 0xfffff000) << 2) / whole);
            shares[band + BANDS] = (short) (ONE_Q14 - shares[band]);
        }
    }

    /** exp(-(x - mean)² / 2 width²) / width in Q20; leaves {@link #delta}. */
    private int bell(short level, short mean, short width) {
        short inverse = (short) ((131072 + (width >> 1)) / width);
        short rough = (short) (inverse >> 2);
        short inverseSquare = (short) ((rough * rough) >> 2);
        short distance = (short) ((short) (level << 3) - mean);
        delta = (short) ((inverseSquare * distance) >> 10);
        int exponent = (delta * distance) >> 9;
        if (exponent >= LARGEST_EXPONENT) {
            return 0;
        }
        short power = (short) -(short) ((LOG2_E * (short) exponent) >> 12);
        int shift = ((short) (power ^ 0xffff) >> 10) + 1;
        return inverse * (short) ((0x0400 | (power & 0x03ff)) >> shift);
    }

    private void learn(int band, short level, boolean speech, int maxSpeech) {
        short floor = lowest[band].add(level, frames);
        short noiseMean = (short) (weighted(noiseMeans, NOISE_WEIGHTS, band, 0) >> 6);
        short correction = (short) ((short) ((floor << 4) - noiseMean) * CORRECT_NOISE >> 9);
        for (int bell = 0; bell < BELLS; bell++) {
            int i = band + bell * BANDS;
            short mean = noiseMeans[i];
            short moved = mean;
            if (!speech) {
                short step = (short) ((noiseShares[i] * noiseDeltas[i]) >> 11);
                moved = (short) (mean + (short) ((step * LEARN_NOISE) >> 22));
            }
            moved = (short) (moved + correction);
            noiseMeans[i] = (short) Math.min(Math.max(moved, (bell + 5) << 7), (72 + bell - band) << 7);
            if (speech) {
                learnSpeech(i, bell, level, maxSpeech);
            } else {
                learnNoiseWidth(i, level, mean);
            }
        }
    }

    private void learnSpeech(int i, int bell, short level, int maxSpeech) {
        short mean = speechMeans[i];
        short step = (short) ((speechShares[i] * speechDeltas[i]) >> 11);
        short change = (short) ((step * LEARN_SPEECH) >> 21);
        short moved = (short) (mean + ((change + 1) >> 1));
        speechMeans[i] = (short) Math.min(Math.max(moved, MIN_SPEECH[bell]), maxSpeech + 640);

        short distance = (short) (level - (short) ((mean + 4) >> 3));
        int error = ((speechDeltas[i] * distance) >> 3) - 4096;
        int scaled = ((speechShares[i] >> 2) * error) >> 4;
        short width = speechWidths[i];
        short growth = divide(scaled, (short) (width * 10));
        width = (short) (width + ((short) (growth + 128) >> 8));
        speechWidths[i] = (short) Math.max(width, MIN_WIDTH);
    }

    private void learnNoiseWidth(int i, short level, short mean) {
        short distance = (short) (level - (mean >> 3));
        int error = ((noiseDeltas[i] * distance) >> 3) - 4096;
        short share = (short) ((noiseShares[i] + 2) >> 2);
        int scaled = (share * error) >> 14;
        short width = noiseWidths[i];
        short growth = divide(scaled, width);
        width = (short) (width + ((short) (growth + 32) >> 6));
        noiseWidths[i] = (short) Math.max(width, MIN_WIDTH);
    }

    /** Narrowed before the sign comes back, as in the original. */
    private static short divide(int numerator, short denominator) {
        int magnitude = numerator > 0 ? numerator : -numerator;
        short quotient = (short) (denominator == 0 ? Integer.MAX_VALUE : magnitude / denominator);
        return numerator > 0 ? quotient : (short) -quotient;
    }

    /** Pushes the bells of speech and noise apart when they come too close, and back when they go too far. */
    private void keepApart(int band) {
        int noise = weighted(noiseMeans, NOISE_WEIGHTS, band, 0);
        int speech = weighted(speechMeans, SPEECH_WEIGHTS, band, 0);
        short distance = (short) ((short) (speech >> 9) - (short) (noise >> 9));
        if (distance < MIN_DISTANCE[band]) {
            short lack = (short) (MIN_DISTANCE[band] - distance);
            speech = weighted(speechMeans, SPEECH_WEIGHTS, band, (short) ((13 * lack) >> 2));
            noise = weighted(noiseMeans, NOISE_WEIGHTS, band, -(short) ((3 * lack) >> 2));
        }
        lower(speechMeans, band, (short) (speech >> 7) - MAX_SPEECH[band]);
        lower(noiseMeans, band, (short) (noise >> 7) - MAX_NOISE[band]);
    }

    private static void lower(short[] means, int band, int excess) {
        if (excess > 0) {
            means[band] -= (short) excess;
            means[band + BANDS] -= (short) excess;
        }
    }

    /** Moves both means of a band, then returns their weighted sum, Q14. */
    private static int weighted(short[] means, short[] weights, int band, int move) {
        int second = band + BANDS;
        means[band] += (short) move;
        means[second] += (short) move;
        return means[band] * weights[band] + means[second] * weights[second];
    }
}
