package io.ramal.itests.bench;

import java.util.Arrays;

/** Arithmetic of measurements. */
final class Figures {
    private Figures() {}

    /** The middle one; of an even number the mean of the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static double max(double... values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
