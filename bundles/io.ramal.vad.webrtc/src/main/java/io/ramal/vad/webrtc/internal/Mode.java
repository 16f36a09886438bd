package io.ramal.vad.webrtc.internal;

/**
 * How sure the detector must be before it says speech, and how long it goes on saying so, for one length of frame.
 *
 * @param band what one band must exceed for a verdict of speech: 4 × log2 of the likelihood ratio
 * @param all what the weighted sum over all bands must reach
 * @param shortHang frames of hangover after a short run of speech
 * @param longHang frames of hangover after a run of more than 6 frames
 */
record Mode(int band, int all, int shortHang, int longHang) {
    /** Index: aggressiveness 0–3, then frame length 10, 20, 30 ms. */
    private static final Mode[][] MODES = {
        {new Mode(24, 57, 8, 14), new Mode(21, 48, 4, 7), new Mode(24, 57, 3, 5)},
        {new Mode(37, 100, 8, 14), new Mode(32, 80, 4, 7), new Mode(37, 100, 3, 5)},
        {new Mode(82, 285, 6, 9), new Mode(78, 260, 3, 5), new Mode(82, 285, 2, 3)},
        {new Mode(94, 1100, 6, 9), new Mode(94, 1050, 3, 5), new Mode(94, 1100, 2, 3)}
    };

    /** The thresholds of aggressiveness 0–3 for frames of 10, 20 or 30 ms. */
    static Mode of(int aggressiveness, int frameMillis) {
        return MODES[aggressiveness][frameMillis / 10 - 1];
    }
}
