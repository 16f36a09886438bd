package io.ramal.testkit;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine whose every frame is numbered: sample 0 of frame n of a sentence is n + 1. By itself it speaks a whole
 * sentence at once; held, it waits for the test.
 */
public final class FakeTts implements TtsProvider {
    private final ProviderInfo info;
    private final int frames;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private volatile ProviderHealth health = ProviderHealth.READY;
    private volatile boolean held;
    private volatile boolean failing;
    private volatile boolean throwing;
    private volatile String voice = "voice";

    /** An engine whose sentences all last {@code frames} of 20 ms. */
    public FakeTts(String id, int frames) {
        info = new ProviderInfo(id, ProviderRole.TTS, Set.of(), "scripted voice");
        this.frames = frames;
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

    /** Whether sessions wait for the test to speak. */
    public FakeTts held(boolean yes) {
        held = yes;
        return this;
    }

    /** Whether sessions fail at once. */
    public FakeTts failing(boolean yes) {
        failing = yes;
        return this;
    }

    /** Whether what is asked of it throws, as of a bundle that is gone. */
    public FakeTts throwing(boolean yes) {
        throwing = yes;
        return this;
    }

    /** Another voice speaks from now on. */
    public void voice(String key) {
        voice = key;
    }

    @Override
    public String voiceKey(Locale language, String asked) {
        return voice + asked;
    }

    public List<Session> sessions() {
        return sessions;
    }

    /** The newest session. */
    public Session last() {
        return sessions.get(sessions.size() - 1);
    }

    /** What it was asked to speak, in order. */
    public List<String> texts() {
        return sessions.stream().map(s -> s.text).toList();
    }

    /** Sessions that are not closed. */
    public long open() {
        return sessions.stream().filter(s -> !s.closed).count();
    }

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        if (throwing) {
            throw new NoClassDefFoundError("scripted");
        }
        Session s = new Session(listener);
        sessions.add(s);
        return s;
    }

    /** One sentence. */
    public final class Session implements TtsSession {
        private final TtsListener listener;
        private volatile String text = "";
        private volatile boolean closed;
        private int spoken;

        private Session(TtsListener listener) {
            this.listener = listener;
        }

        public boolean closed() {
            return closed;
        }

        /** Says something, whether it may or not. */
        public void emit(TtsEvent event) {
            listener.on(event);
        }

        /** Delivers the next {@code count} frames. */
        public Session speak(int count) {
            for (int i = 0; i < count; i++) {
                short[] s = new short[AudioFrame.SAMPLES];
                s[0] = (short) ++spoken;
                listener.on(new TtsEvent.Audio(AudioFrame.wrap(s)));
            }
            return this;
        }

        @Override
        public void say(String sentence) {
            text = sentence;
            if (failing) {
                listener.on(new TtsEvent.Failed("scripted failure"));
            } else if (!held) {
                speak(frames);
                listener.on(new TtsEvent.Finished());
            }
        }

        @Override
        public void cancel() {
            closed = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
