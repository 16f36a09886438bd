package io.ramal.testkit;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A detector that holds a frame for speech when its first sample is not zero. It gives one verdict per frame, or, with a
 * window, one per that many samples, by their majority.
 */
public final class FakeVad implements VadProvider {
    private final ProviderInfo info;
    private ProviderHealth health = ProviderHealth.READY;
    private boolean failing;
    private @Nullable AudioFrame stumblingBlock;
    private boolean mute;
    private boolean unopenable;
    private int window;
    private int startled;
    private int open;
    private int opened;

    public FakeVad(String id) {
        info = new ProviderInfo(id, ProviderRole.VAD, Set.of(), "scripted detector");
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return health;
    }

    public void health(ProviderHealth newHealth) {
        health = newHealth;
    }

    /** From now on every session throws when it is given sound. */
    public void failing(boolean yes) {
        failing = yes;
    }

    /** From now on every session throws when it is given that very frame. */
    public void failingOn(AudioFrame frame) {
        stumblingBlock = frame;
    }

    /** From now on every session takes sound and says nothing. */
    public void mute(boolean yes) {
        mute = yes;
    }

    /** From now on no session can be opened. */
    public void unopenable(boolean yes) {
        unopenable = yes;
    }

    /** Judges windows of so many samples, as real detectors do; 0 for frames as they come. */
    public FakeVad window(int samples) {
        window = samples;
        return this;
    }

    /** Takes the first so many frames of every session for speech, as WebRTC's detector does. */
    public FakeVad startled(int frames) {
        startled = frames;
        return this;
    }

    /** Sessions that are not closed. */
    public int open() {
        return open;
    }

    /** Sessions opened so far. */
    public int opened() {
        return opened;
    }

    @Override
    public VadSession open(VadRequest request, VadListener listener) {
        if (unopenable) {
            throw new IllegalStateException("scripted failure");
        }
        open++;
        opened++;
        return new VadSession() {
            private boolean closed;
            private int filled;
            private int voiced;
            private int heard;

            @Override
            public void accept(AudioFrame frame) {
                if (failing || frame == stumblingBlock) {
                    throw new IllegalStateException("scripted failure");
                }
                if (mute) {
                    return;
                }
                boolean speech = heard++ < startled || frame.sample(0) != 0;
                if (window == 0) {
                    listener.on(verdict(speech, frame.length()));
                    return;
                }
                for (int i = 0; i < frame.length(); i++) {
                    voiced += speech ? 1 : 0;
                    if (++filled == window) {
                        boolean most = voiced * 2 > window;
                        filled = 0;
                        voiced = 0;
                        listener.on(verdict(most, window));
                    }
                }
            }

            private VadEvent verdict(boolean speech, int samples) {
                return new VadEvent.Verdict(speech, speech ? 1 : 0, samples);
            }

            @Override
            public void reset() {}

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open--;
                }
            }
        };
    }
}
