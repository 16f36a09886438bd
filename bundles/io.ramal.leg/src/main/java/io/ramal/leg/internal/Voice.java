package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Lease;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine that speaks one utterance: leased when first needed, replaced when it fails. Owned by the leg's thread. */
final class Voice implements AutoCloseable {
    /** Engines tried for one utterance. */
    private static final int MAX_ENGINES = 3;
    /** While there is nobody to speak: engines that start anew are back by then. */
    private static final long NOBODY = 2_500_000_000L;

    private final Studio studio;
    private final Set<String> excluded = new HashSet<>(4);
    private @Nullable Lease<TtsProvider> lease;
    private @Nullable TtsSession session;
    /** Numbers the sessions, so that what a given-up one still delivers is told apart. */
    private int take;

    private long asked;
    private long firstSound;
    private boolean heard;

    private int failures;
    /** Everybody has failed and one of them was asked again. */
    private boolean secondRound;

    Voice(Studio studio) {
        this.studio = studio;
    }

    /**
     * Leases an engine if there is none yet, or if the one there is shall not speak another sentence; false when nobody can
     * speak now.
     */
    boolean lease() {
        if (lease != null && session == null && lease.retired()) {
            close();
        }
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

    /** A text from memory as anybody has spoken it before. */
    AudioFrame @Nullable [] rememberedOfAnybody(String text) {
        return studio.prompts().findAny(studio.language().toLanguageTag(), studio.voice(), text);
    }

    /** A text from memory: as the leased engine speaks it or, when there is none, as one has spoken it before. */
    AudioFrame @Nullable [] remembered(String text) {
        if (lease == null) {
            return rememberedOfAnybody(text);
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
        asked = studio.clock().getAsLong();
        heard = false;
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

    /** There is sound of the sentence. */
    void sounded() {
        if (!heard) {
            heard = true;
            firstSound = studio.clock().getAsLong();
        }
    }

    /** The engine has spoken the sentence. */
    void served() {
        if (lease != null) {
            lease.served(Duration.ofNanos(heard ? Math.max(0, firstSound - asked) : 0));
        }
    }

    /** How long the next sound may take, in ns. */
    long deadline() {
        return lease == null ? NOBODY : lease.deadline().toNanos();
    }

    /** The engine is not to be asked again for this utterance. */
    void failed(String reason) {
        failures++;
        if (lease != null) {
            excluded.add(lease.provider().info().id());
            lease.failed(reason);
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
