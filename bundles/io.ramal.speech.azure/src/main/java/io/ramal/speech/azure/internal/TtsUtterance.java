package io.ramal.speech.azure.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.remote.Sessions;
import io.ramal.remote.Strand;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsSession;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sentence on its way to sound. What the leg calls only takes note; everything else happens on the strand, which alone
 * touches the synthesizer. A synthesizer that has spoken to the end is given back; any other is closed.
 *
 * <p>An event already being handed to the listener while another thread closes the session still arrives.
 */
final class TtsUtterance implements TtsSession, Sessions.Session {
    /** Minutes of speech: nobody would listen. */
    static final int MAX_TEXT = 4000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(TtsUtterance.class);

    /** What the sentences of a provider have in common. */
    record Room(
            Duration sound, LongSupplier clock, Executor workers, Health health, Consumer<Sessions.Session> ended) {}

    private final Pool<Engine.Synthesizer> pool;
    private final UnaryOperator<String> ssml;
    private final TtsListener listener;
    private final Room room;
    private final Strand strand;
    private final AtomicBoolean said = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean silenced;
    private volatile boolean overflowed;
    private volatile long deadline = NEVER;

    /** The rest belongs to the strand. */
    private Engine.@Nullable Synthesizer synthesizer;

    private String markup = "";
    private boolean warm;
    private boolean sounded;

    /** @param ssml makes the markup of a text */
    TtsUtterance(Pool<Engine.Synthesizer> pool, UnaryOperator<String> ssml, TtsListener listener, Room room) {
        this.pool = pool;
        this.ssml = ssml;
        this.listener = listener;
        this.room = room;
        this.strand = new Strand(room.workers());
    }

    @Override
    public void say(String text) {
        if (said.getAndSet(true)) {
            throw new IllegalStateException("a session speaks one text");
        }
        run(() -> begin(text));
    }

    @Override
    public void cancel() {
        silenced = true;
        run(() -> settle(null, false));
    }

    @Override
    public void close() {
        cancel();
    }

    @Override
    public void fail(String reason) {
        run(() -> settle(new TtsEvent.Failed(reason), false));
    }

    @Override
    public void tick(long nanoTime) {
        if (nanoTime >= deadline) {
            run(() -> {
                // it may have moved meanwhile
                if (room.clock().getAsLong() >= deadline) {
                    String what = sounded ? "no more sound for " : "no sound within ";
                    failed(new Failure(Failure.Kind.SILENCE, what + room.sound().toMillis() + " ms"));
                }
            });
        }
    }

    private void run(Runnable task) {
        if (settled.get()) {
            return;
        }
        try {
            strand.execute(task);
        } catch (RejectedExecutionException e) {
            // the next task that waits sees it
            overflowed = true;
        }
    }

    private void begin(String text) {
        if (silenced || settled.get()) {
            return;
        }
        if (text.isBlank()) {
            settle(new TtsEvent.Finished(), false);
        } else if (text.length() > MAX_TEXT) {
            settle(new TtsEvent.Failed("a text of more than " + MAX_TEXT + " characters"), false);
        } else {
            markup = ssml.apply(text);
            expect();
            speak(pool.take());
        }
    }

    /** @param connected null when there is none */
    private void speak(Engine.@Nullable Synthesizer connected) {
        try {
            warm = connected != null;
            Engine.Synthesizer engine = connected == null ? pool.make() : connected;
            synthesizer = engine;
            engine.listen(event -> run(() -> on(engine, event)));
            engine.speak(markup);
        } catch (RuntimeException | LinkageError e) {
            lost(Failure.of(e));
        }
    }

    private void on(Engine.Synthesizer from, EngineEvent event) {
        if (settled.get() || from != synthesizer) {
            return;
        }
        if (overflowed) {
            failed(new Failure(Failure.Kind.SERVICE, "more than " + Strand.CAPACITY + " events at once"));
        } else if (event instanceof EngineEvent.Sound sound) {
            sounded = true;
            expect();
            byte[] samples = sound.samples();
            tell(new TtsEvent.Audio(AudioFrame.ofLittleEndian(samples, 0, samples.length)));
        } else if (event instanceof EngineEvent.Ended && sounded) {
            room.health().served();
            settle(new TtsEvent.Finished(), true);
        } else if (event instanceof EngineEvent.Ended) {
            failed(new Failure(Failure.Kind.SERVICE, "the service sent no sound"));
        } else if (event instanceof EngineEvent.Failed failed) {
            lost(failed.failure());
        }
    }

    private void lost(Failure failure) {
        if (warm && !sounded && failure.passing()) {
            // a connection that had gone stale says nothing about the service: once more, on a new one
            LOG.debug("a kept connection was of no use: {}", failure.reason());
            free(false);
            speak(null);
        } else {
            failed(failure);
        }
    }

    /** Sets the time by which the next sound must have come. */
    private void expect() {
        deadline = room.clock().getAsLong() + room.sound().toNanos();
    }

    private void failed(Failure failure) {
        if (!settled.get()) {
            room.health().failed(failure, false);
            settle(new TtsEvent.Failed(failure.reason()), false);
        }
    }

    /**
     * Ends it, once.
     *
     * @param reusable whether the synthesizer has proven fine
     */
    private void settle(@Nullable TtsEvent event, boolean reusable) {
        if (settled.getAndSet(true)) {
            return;
        }
        deadline = NEVER;
        free(reusable);
        if (event != null) {
            tell(event);
        }
        room.ended().accept(this);
    }

    private void free(boolean reusable) {
        Engine.Synthesizer engine = synthesizer;
        synthesizer = null;
        if (engine == null) {
            return;
        }
        if (reusable) {
            pool.give(engine);
        } else {
            engine.listen(event -> {});
            pool.dispose(engine);
        }
    }

    private void tell(TtsEvent event) {
        if (silenced) {
            return;
        }
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on a {}", event.getClass().getSimpleName(), e);
        }
    }
}
