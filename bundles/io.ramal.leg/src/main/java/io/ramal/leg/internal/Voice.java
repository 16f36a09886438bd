package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Lease;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine that speaks one utterance: leased when first needed, replaced when it fails. Owned by the leg's thread. */
final class Voice implements AutoCloseable {
    /** Engines tried for one utterance. */
    private static final int MAX_ENGINES = 3;

    private final Studio studio;
    private final Set<String> excluded = new HashSet<>(4);
    private @Nullable Lease<TtsProvider> lease;
    private @Nullable TtsSession session;
    /** Numbers the sessions, so that what a given-up one still delivers is told apart. */
    private int take;

    private int failures;
    /** Everybody has failed and one of them was asked again. */
    private boolean secondRound;

    Voice(Studio studio) {
        this.studio = studio;
    }

    /** Leases an engine if there is none yet; false when nobody can speak now. */
    boolean lease() {
        if (lease == null && !exhausted()) {
            lease = ask(excluded);
            if (lease == null && !excluded.isEmpty() && !secondRound) {
                lease = ask(Set.of());
                if (lease != null) {
                    secondRound = true;
                    excluded.clear();
                }
            }
        }
        return lease != null;
    }

    private @Nullable Lease<TtsProvider> ask(Set<String> without) {
        return studio.registry().lease(TtsProvider.class, studio.lease(without)).orElse(null);
    }

    /** Whether so many attempts have failed that no more are made. */
    boolean exhausted() {
        return failures >= MAX_ENGINES;
    }

    /** A text from memory: as the leased engine speaks it or, when there is none, as one has spoken it before. */
    AudioFrame @Nullable [] remembered(String text) {
        if (lease == null) {
            return studio.prompts().findAny(studio.language().toLanguageTag(), studio.voice(), text);
        }
        PromptKey key = key(text);
        AudioFrame[] frames = studio.prompts().find(key);
        if (frames != null) {
            studio.prompts().heard(studio.voice(), key);
        }
        return frames;
    }

    /** The key under which the leased engine's rendering of a text is kept. */
    PromptKey key(String text) {
        TtsProvider engine = engine();
        return new PromptKey(
                engine.info().id(),
                engine.voiceKey(studio.language(), studio.voice()),
                studio.language().toLanguageTag(),
                text);
    }

    /** Has a text spoken by the leased engine; {@code events} come on the leg's thread until {@link #stop}. */
    void speak(String text, Consumer<TtsEvent> events) {
        int mine = ++take;
        session = engine().open(
                        new TtsRequest(studio.language(), studio.voice()),
                        e -> studio.leg().execute(() -> {
                            if (mine == take) {
                                events.accept(e);
                            }
                        }));
        session.say(text);
    }

    boolean speaking() {
        return session != null;
    }

    /** The engine has done what it was asked for. */
    void served() {
        if (lease != null) {
            studio.faults().served(lease.provider().info().id());
        }
    }

    /** The engine is not to be asked again for this utterance. */
    void failed(String reason) {
        failures++;
        if (lease != null) {
            String id = lease.provider().info().id();
            excluded.add(id);
            studio.faults().failed(id, reason);
        }
        close();
    }

    /** Ends the session, whatever its state. */
    void stop() {
        take++;
        TtsSession s = session;
        session = null;
        if (s != null) {
            Quietly.close(s);
        }
    }

    private TtsProvider engine() {
        if (lease == null) {
            throw new IllegalStateException("No engine is leased");
        }
        return lease.provider();
    }

    /** Ends the session and gives the engine back. */
    @Override
    public void close() {
        stop();
        Lease<TtsProvider> l = lease;
        lease = null;
        if (l != null) {
            Quietly.close(l);
        }
    }
}
