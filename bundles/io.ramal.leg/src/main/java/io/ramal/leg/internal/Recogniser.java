package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The session that understands one turn. Engine faults come out of {@link #accept} and {@link #finish} as false. Owned by
 * the leg's thread.
 */
final class Recogniser implements AutoCloseable {
    /** Engines tried for one turn. */
    private static final int MAX_ENGINES = 3;

    private final Engine<SttProvider> engine;
    private final SttRequest request;
    private final Executor leg;
    private final LongSupplier clock;
    private final Consumer<SttEvent> events;
    private @Nullable SttSession session;
    /** Numbers the sessions, so that what a given-up one still delivers is told apart. */
    private int take;

    private boolean asked;
    private long askedAt;

    /** @param events called on the leg's thread, by the engine in use only */
    Recogniser(Shared shared, Wishes wishes, SttRequest request, Executor leg, Consumer<SttEvent> events) {
        this.engine = new Engine<>(shared.registry(), wishes, ProviderRole.STT, SttProvider.class, MAX_ENGINES);
        this.request = request;
        this.leg = leg;
        this.clock = shared.clock();
        this.events = events;
    }

    boolean working() {
        return session != null;
    }

    /** Whether any engine could be leased so far. */
    boolean found() {
        return take > 0;
    }

    /** Whether so many engines have failed that no more are asked. */
    boolean exhausted() {
        return engine.exhausted();
    }

    /** Leases and opens an engine where there is none; false when nobody can serve now. */
    boolean connect() {
        while (session == null && engine.lease()) {
            int mine = ++take;
            asked = false;
            try {
                session = Objects.requireNonNull(engine.provider()
                        .open(
                                request,
                                e -> leg.execute(() -> {
                                    if (mine == take && session != null) {
                                        events.accept(e);
                                    }
                                })));
            } catch (RuntimeException | LinkageError e) {
                failed(e.toString());
            }
        }
        return session != null;
    }

    /** False when the engine failed over it. */
    boolean accept(AudioFrame frame) {
        SttSession s = session;
        try {
            if (s != null) {
                s.accept(frame);
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            failed(e.toString());
            return false;
        }
    }

    /** Asks for the text; false when the engine failed over it. */
    boolean finish() {
        SttSession s = session;
        asked = true;
        askedAt = clock.getAsLong();
        try {
            if (s != null) {
                s.finish();
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            failed(e.toString());
            return false;
        }
    }

    /** How long the text may be waited for, in ns. */
    long deadline() {
        return engine.deadline();
    }

    /**
     * The engine has told its last word.
     *
     * @return its id
     */
    String served() {
        String id = engine.id();
        engine.served(asked ? clock.getAsLong() - askedAt : 0);
        return id;
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

    private void stop() {
        SttSession s = session;
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
