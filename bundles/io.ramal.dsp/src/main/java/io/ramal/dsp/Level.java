package io.ramal.dsp;

import io.ramal.audio.AudioFrame;

/** How loud sound is. */
public final class Level {
    /** The level of digital silence, in dBFS. */
    public static final double SILENCE_DBFS = -96.3;

    private Level() {}

    /** Root mean square of a frame in dB below full scale: 0 is a full-scale square wave, never below {@value #SILENCE_DBFS}. */
    public static double dbfs(AudioFrame frame) {
        double sum = 0;
        for (int i = 0; i < frame.length(); i++) {
            double s = frame.sample(i);
            sum += s * s;
        }
        return sum == 0
                ? SILENCE_DBFS
                : Math.max(SILENCE_DBFS, 10 * Math.log10(sum / frame.length() / (32768.0 * 32768.0)));
    }
}
