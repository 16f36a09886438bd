package io.ramal.vad.webrtc.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadSession;

/** One leg's detector. Its own hangover is the hysteresis. */
final class WebrtcSession implements VadSession {
    private final WebrtcSettings settings;
    private final VadListener listener;
    private final short[] window;
    private final VadEvent.Verdict yes;
    private final VadEvent.Verdict no;
    private Detector detector;
    private int filled;
    private boolean closed;

    WebrtcSession(WebrtcSettings settings, VadListener listener) {
        int samples = settings.frameMillis() * AudioFrame.SAMPLE_RATE / 1000;
        this.settings = settings;
        this.listener = listener;
        this.window = new short[samples];
        this.yes = new VadEvent.Verdict(true, 1, samples);
        this.no = new VadEvent.Verdict(false, 0, samples);
        this.detector = detector();
    }

    private Detector detector() {
        return new Detector(Mode.of(settings.mode(), settings.frameMillis()));
    }

    @Override
    public void accept(AudioFrame frame) {
        int at = 0;
        while (at < frame.length() && !closed) {
            int n = Math.min(window.length - filled, frame.length() - at);
            frame.copyTo(at, window, filled, n);
            filled += n;
            at += n;
            if (filled == window.length) {
                filled = 0;
                listener.on(detector.speech(window, window.length) ? yes : no);
            }
        }
    }

    @Override
    public void reset() {
        detector = detector();
        filled = 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
