package io.ramal.vad.webrtc.internal;

/**
 * What the detector is told.
 *
 * @param mode aggressiveness 0–3: the higher, the less noise is taken for speech and the more speech for noise
 * @param frameMillis length of a frame and so of a verdict: 10, 20 or 30 ms
 */
record WebrtcSettings(int mode, int frameMillis) {
    static final WebrtcSettings DEFAULT = new WebrtcSettings(3, 20);

    WebrtcSettings {
        if (mode < 0 || mode > 3) {
            throw new IllegalArgumentException("mode = " + mode + ": give 0, 1, 2 or 3");
        }
        if (frameMillis != 10 && frameMillis != 20 && frameMillis != 30) {
            throw new IllegalArgumentException("frame.ms = " + frameMillis + ": give 10, 20 or 30");
        }
    }
}
