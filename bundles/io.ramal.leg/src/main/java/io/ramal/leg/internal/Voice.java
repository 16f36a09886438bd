package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What speaks one utterance, a session for each sentence. Owned by the leg's thread. */
final class Voice implements AutoCloseable {
    private final Studio studio;
    private final Engine<TtsProvider> engine;
    private @Nullable TtsSession session;
    /** Numbers the sessions, so that what a given-up one still delivers is told apart. */
    private int take;

    private boolean speaking;
    private boolean sounding;
    private long askedAt;
    private long latency;

    Voice(Studio studio) {
        this.studio = studio;
        this.engine = studio.engine();
    }

    /** Leases an engine for the next sentence; false when nobody can speak now. */
    boolean lease() {
        return engine.lease();
    }

    /** Whether so many attempts have failed that no more are made. */
    boolean exhausted() {
        return engine.exhausted();
    }

    /** A text from memory: as the leased engine speaks it or, when there is none, as one has spoken it before. */
    AudioFrame @Nullable [] remembered(String text) {
        if (!engine.held()) {
            return anyone(text);
        }
        PromptKey key = key(text);
        AudioFrame[] frames = studio.prompts().find(key);
        if (frames != null) {
            studio.prompts().heard(studio.voice(), key);
        }
        return frames;
    }

    /** A text from memory: as the next engine speaks it or, for want of that, as any has spoken it before. */
    AudioFrame @Nullable [] byHeart(String text) {
        try {
            lease();
            AudioFrame[] own = remembered(text);
            return own == null ? anyone(text) : own;
        } catch (RuntimeException | LinkageError e) {
            failed(e.toString());
            return anyone(text);
        }
    }

    private AudioFrame @Nullable [] anyone(String text) {
        return studio.prompts().findAny(studio.language().toLanguageTag(), studio.voice(), text);
    }

    /** The key under which the leased engine's rendering of a text is kept. */
    PromptKey key(String text) {
        TtsProvider p = engine.provider();
        return new PromptKey(
                engine.id(),
                p.voiceKey(studio.language(), studio.voice()),
                studio.language().toLanguageTag(),
                text);
    }

    /** Has a text spoken by the leased engine; {@code events} come on the leg's thread until {@link #stop}. */
    void speak(String text, Consumer<TtsEvent> events) {
        int mine = ++take;
        speaking = true;
        sounding = false;
        askedAt = studio.now();
        TtsSession s = Objects.requireNonNull(engine.provider()
                .open(
                        new TtsRequest(studio.language(), studio.voice()),
                        e -> studio.leg().execute(() -> {
                            if (mine == take) {
                                events.accept(e);
                            }
                        })));
        session = s;
        s.say(text);
    }

    /** Whether an engine has been asked for a sentence and is not done. */
    boolean speaking() {
        return speaking;
    }

    /** The engine's next sound is there; whether it is the first one. */
    boolean sounded() {
        if (sounding) {
            return false;
        }
        sounding = true;
        latency = studio.now() - askedAt;
        return true;
    }

    /** How long the next sound may be waited for, in ns. */
    long deadline() {
        return engine.deadline();
    }

    /** The engine has spoken the whole sentence. */
    void served() {
        engine.served(sounding ? latency : studio.now() - askedAt);
        stop();
    }

    /** The engine is given up. */
    void failed(String reason) {
        stop();
        engine.failed(reason);
    }

    /** The engine is given up because it was too slow. */
    void late(String reason) {
        stop();
        engine.late(reason);
    }

    /** Ends the session, whatever its state. */
    void stop() {
        take++;
        speaking = false;
        TtsSession s = session;
        session = null;
        if (s != null) {
            Quietly.close(s);
        }
    }

    /** Ends the session and gives the engine back. */
    @Override
    public void close() {
        stop();
        engine.close();
    }
}
