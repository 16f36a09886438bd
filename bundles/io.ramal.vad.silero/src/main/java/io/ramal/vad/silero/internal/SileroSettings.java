package io.ramal.vad.silero.internal;

/**
 * How probabilities become verdicts.
 *
 * @param on probability from which silence turns into speech, 0–1
 * @param off probability below which speech turns into silence, at most {@code on}
 * @param gate whether the network rests while the line is silent
 */
record SileroSettings(float on, float off, boolean gate) {
    static final SileroSettings DEFAULT = new SileroSettings(0.5f, 0.35f, true);

    SileroSettings {
        if (!(on > 0 && on < 1)) {
            throw new IllegalArgumentException("threshold.on = " + on + ": give a number between 0 and 1, such as 0.5");
        }
        if (!(off > 0 && off <= on)) {
            throw new IllegalArgumentException(
                    "threshold.off = " + off + ": give a number above 0 and not above threshold.on (" + on + ")");
        }
    }
}
