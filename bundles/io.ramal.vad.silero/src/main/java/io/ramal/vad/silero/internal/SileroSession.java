package io.ramal.vad.silero.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadSession;

/**
 * One leg's detector. Sound is kept in a ring of a few windows: when the gate opens, the network first hears the last
 * of what it skipped, so the first syllable finds it as awake as if it had never rested.
 */
final class SileroSession implements VadSession {
    static final int WINDOW = SileroNetwork.WINDOW;
    /** Skipped windows the network hears again: 192 ms, more than the rise of any onset that slipped under the gate. */
    private static final int REPLAY = 6;
    /** The window at hand, those to be heard again, and one more for the context in front of them. */
    private static final int RING = REPLAY + 2;

    private static final VadEvent.Verdict SILENT = new VadEvent.Verdict(false, 0, WINDOW);

    private final SileroNetwork network;
    private final SilenceGate gate = new SilenceGate();
    private final SileroSettings settings;
    private final VadListener listener;
    private final short[] ring = new short[RING * WINDOW];
    private int slot;
    private int filled;
    private int skipped;
    private boolean speech;
    private boolean closed;

    SileroSession(SileroWeights weights, SileroSettings settings, VadListener listener) {
        this.network = new SileroNetwork(weights);
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void accept(AudioFrame frame) {
        int at = 0;
        while (at < frame.length() && !closed) {
            int n = Math.min(WINDOW - filled, frame.length() - at);
            frame.copyTo(at, ring, slot * WINDOW + filled, n);
            filled += n;
            at += n;
            if (filled == WINDOW) {
                VadEvent.Verdict verdict = judge();
                filled = 0;
                slot = (slot + 1) % RING;
                listener.on(verdict);
            }
        }
    }

    private VadEvent.Verdict judge() {
        int at = slot * WINDOW;
        if (settings.gate() && gate.skips(ring, at, WINDOW)) {
            skipped++;
            speech = false;
            return SILENT;
        }
        if (skipped > 0) {
            catchUp();
        }
        float p = network.probability(ring, at);
        gate.heard(p);
        speech = p >= (speech ? settings.off() : settings.on());
        return new VadEvent.Verdict(speech, p, WINDOW);
    }

    /** The state from before the silence is still a fair memory of the line; only the gap is too long to replay whole. */
    private void catchUp() {
        int again = Math.min(skipped, REPLAY);
        network.prime(ring, window(again + 1));
        for (int back = again; back > 0; back--) {
            network.probability(ring, window(back));
        }
        skipped = 0;
    }

    private int window(int back) {
        return Math.floorMod(slot - back, RING) * WINDOW;
    }

    @Override
    public void reset() {
        network.reset();
        gate.reset();
        filled = 0;
        skipped = 0;
        speech = false;
    }

    @Override
    public void close() {
        closed = true;
    }
}
