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

/** A detector that holds a frame for speech when its first sample is not zero; one verdict per frame, no delay. */
public final class FakeVad implements VadProvider {
    private final ProviderInfo info;
    private ProviderHealth health = ProviderHealth.READY;
    private boolean failing;
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
        open++;
        opened++;
        return new VadSession() {
            private boolean closed;

            @Override
            public void accept(AudioFrame frame) {
                if (failing) {
                    throw new IllegalStateException("scripted failure");
                }
                boolean speech = frame.sample(0) != 0;
                listener.on(new VadEvent.Verdict(speech, speech ? 1 : 0, frame.length()));
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
